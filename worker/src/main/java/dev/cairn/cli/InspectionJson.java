package dev.cairn.cli;

import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.StorageIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a database at rest is, for programs. Names are a promise.
final class InspectionJson {
    private InspectionJson() {}

    static String of(Inspection inspection) {
        DatabaseFacts facts = inspection.facts();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("database", inspection.directory().toString());
        tree.put("formatVersion", facts.formatVersion());
        tree.put("identity", identity(facts.identity()));
        tree.put("committed", facts.committed().map(InspectionJson::position).orElse(null));
        boolean isFilled = facts.committed().isPresent();
        tree.put("earliest", isFilled ? facts.earliestHeight() : null);
        tree.put("first", facts.firstHeight().isPresent() ? facts.firstHeight().getAsLong() : null);
        tree.put(
                "timeline",
                inspection.timeline().stream()
                        .map(row -> Map.of("fromHeight", row.fromHeight(), "shift", row.shift()))
                        .toList());
        tree.put(
                "families",
                inspection.families().stream().map(InspectionJson::family).toList());
        tree.put(
                "newestBlocks",
                inspection.newest().stream().map(InspectionJson::block).toList());
        return JsonOut.of(tree);
    }

    private static Map<String, @Nullable Object> identity(StorageIdentity identity) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("clusterId", identity.clusterId());
        tree.put("topicIds", identity.topicIds());
        tree.put("shard", identity.shard());
        tree.put("handler", identity.handler().orElse(null));
        return tree;
    }

    private static Map<String, @Nullable Object> position(CommittedPosition position) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("height", position.height());
        tree.put("hash", position.block().hash().toString());
        tree.put("digest", position.digest().toHex());
        tree.put("finalized", position.finalizedHeight());
        tree.put("chainTimeMs", position.chainTimeMs());
        tree.put(
                "resume",
                position.resumeAfter().nextOffsets().entrySet().stream()
                        .map(entry -> Map.of(
                                "topic",
                                entry.getKey().topic(),
                                "partition",
                                entry.getKey().partition(),
                                "offset",
                                entry.getValue()))
                        .toList());
        return tree;
    }

    private static Map<String, @Nullable Object> family(Inspection.Family family) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("family", family.name());
        tree.put("files", family.files());
        tree.put("bytes", family.bytes());
        tree.put(
                "levels",
                family.levels().stream()
                        .map(level -> Map.of("level", level.level(), "files", level.files(), "bytes", level.bytes()))
                        .toList());
        return tree;
    }

    private static Map<String, @Nullable Object> block(BlockRecord block) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("height", block.height());
        tree.put("hash", block.ref().hash().toString());
        tree.put("parent", block.facts().parent().map(Object::toString).orElse(null));
        tree.put("timestampMs", block.facts().timestampMs());
        tree.put("changes", block.changeCount());
        tree.put("digest", block.digest().toHex());
        return tree;
    }
}
