package dev.cairn.client;

import dev.cairn.model.BlockHash;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the members of an answer mean. Keys and values have to be hexadecimal.
final class AnswerReaders {
    private AnswerReaders() {}

    static StateValue value(Members answer) {
        return new StateValue(answer.object("entry").bytes("value"));
    }

    static List<Optional<StateValue>> values(Members answer) {
        return answer.list("entries", entry -> nullableValue(entry, "value"));
    }

    static Page<KeyValue> entries(Members answer) {
        return page(answer, "entries", entry -> new KeyValue(key(entry), new StateValue(entry.bytes("value"))));
    }

    static Page<Version> versions(Members answer) {
        return page(answer, "versions", AnswerReaders::version);
    }

    static Page<Change> changes(Members answer) {
        return page(
                answer,
                "changes",
                change -> new Change(key(change), nullableValue(change, "before"), nullableValue(change, "after")));
    }

    static BlockSummary block(Members answer) {
        return summary(answer.object("block"));
    }

    static List<BlockSummary> blocks(Members answer) {
        return answer.list("blocks", AnswerReaders::summary);
    }

    private static <E> Page<E> page(Members answer, String name, Function<Members, E> reader) {
        return new Page<>(answer.list(name, reader), answer.nullableText("cursor"));
    }

    private static Version version(Members version) {
        return switch (version.text("change")) {
            case "written" -> new Version.Written(version.height("height"), new StateValue(version.bytes("value")));
            case "deleted" -> new Version.Deleted(version.height("height"));
            case "written-at-or-before" ->
                new Version.WrittenAtOrBefore(version.height("height"), new StateValue(version.bytes("value")));
            default -> throw new IllegalArgumentException("expected written, deleted or written-at-or-before");
        };
    }

    private static BlockSummary summary(Members block) {
        return new BlockSummary(
                block.block(),
                block.nullableBytes("parent").map(BlockHash::new),
                Instant.ofEpochMilli(block.number("timestampMs")),
                Math.toIntExact(block.number("changes")),
                block.nullableBytes("digest"),
                block.flag("final"));
    }

    private static StateKey key(Members entry) {
        return new StateKey(entry.bytes("key"));
    }

    private static Optional<StateValue> nullableValue(Members entry, String name) {
        return entry.nullableBytes(name).map(StateValue::new);
    }
}
