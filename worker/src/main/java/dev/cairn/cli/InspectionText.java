package dev.cairn.cli;

import dev.cairn.metrics.Figures;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.DatabaseFacts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a database at rest is, for people.
final class InspectionText {
    private static final String NEW_LINE = System.lineSeparator();

    private InspectionText() {}

    static String of(Inspection inspection) {
        String text = Table.of(facts(inspection)) + NEW_LINE + Table.of(families(inspection));
        return inspection.newest().isEmpty() ? text : text + NEW_LINE + Table.of(blocks(inspection));
    }

    private static List<List<String>> facts(Inspection inspection) {
        DatabaseFacts facts = inspection.facts();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("database", inspection.directory().toString()));
        rows.add(List.of("format", Integer.toString(facts.formatVersion())));
        rows.add(List.of("cluster", facts.identity().clusterId()));
        facts.identity().topicIds().forEach((topic, id) -> rows.add(List.of("topic", topic + " (" + id + ")")));
        rows.add(List.of("shard", Integer.toString(facts.identity().shard())));
        rows.add(List.of("handler", facts.identity().handler().orElse("not stored")));
        facts.committed()
                .ifPresentOrElse(
                        position -> filled(inspection, position, rows),
                        () -> rows.add(List.of("newest block", "none: it was never filled")));
        return rows;
    }

    private static void filled(Inspection inspection, CommittedPosition position, List<List<String>> rows) {
        DatabaseFacts facts = inspection.facts();
        rows.add(List.of("newest block", position.block().toString()));
        rows.add(List.of("digest", position.digest().toHex()));
        rows.add(List.of("earliest height", Long.toString(facts.earliestHeight())));
        rows.add(List.of(
                "history began at",
                facts.firstHeight().isPresent()
                        ? Long.toString(facts.firstHeight().getAsLong())
                        : "not known: older versions were left out"));
        rows.add(List.of("known to be final", Long.toString(position.finalizedHeight())));
        rows.add(List.of("chain time", time(position.chainTimeMs())));
        rows.add(List.of(
                "goes on from",
                position.resumeAfter().nextOffsets().entrySet().stream()
                        .map(entry -> entry.getKey() + " offset " + entry.getValue())
                        .collect(Collectors.joining(", "))));
        inspection.timeline().stream()
                .filter(row -> inspection.timeline().size() > 1 || row.shift() != 0)
                .forEach(row -> rows.add(List.of(
                        "timeline", "from height " + row.fromHeight() + ": timestamp = height + " + row.shift())));
    }

    private static List<List<String>> families(Inspection inspection) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("family", "files", "bytes", "by level"));
        for (Inspection.Family family : inspection.families()) {
            rows.add(List.of(
                    family.name(),
                    Figures.count(family.files()),
                    Figures.bytes(family.bytes()),
                    family.levels().stream()
                            .map(level -> "L" + level.level() + ": " + level.files() + " with "
                                    + Figures.bytes(level.bytes()))
                            .collect(Collectors.joining(", "))));
        }
        return rows;
    }

    private static List<List<String>> blocks(Inspection inspection) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("block", "time", "changed keys", "digest"));
        inspection
                .newest()
                .forEach(block -> rows.add(List.of(
                        block.ref().toString(),
                        time(block.facts().timestampMs()),
                        Figures.count(block.changeCount()),
                        block.digest().toHex())));
        return rows;
    }

    private static String time(long ms) {
        try {
            return Instant.ofEpochMilli(ms).toString();
        } catch (DateTimeException _) {
            return ms + " ms";
        }
    }
}
