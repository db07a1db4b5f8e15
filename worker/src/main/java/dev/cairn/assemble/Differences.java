package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.BlockHash;
import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import dev.cairn.spelling.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// In which fields two events differ that should be one, by their names in the schema: what a producer has to look at.
///
/// The finalized height of a block event is none of them: it says what was known when the event was published, and a
/// block that is announced again later may know more.
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /// Of two events of the same block; empty if they are the same.
    static List<String> of(BlockHeader known, BlockHeader other) {
        Differences differences = new Differences();
        differences.compare(
                "parent_hash",
                known.parent().map(BlockHash::bytes),
                other.parent().map(BlockHash::bytes));
        differences.compare("timestamp_ms", known.timestampMs(), other.timestampMs());
        differences.compare("transaction_count", known.transactionCount(), other.transactionCount());
        differences.compare(known.changes(), other.changes());
        differences.compare("changes_digest", known.changesDigest(), other.changesDigest());
        return differences.found;
    }

    /// Of two events of the same transaction; empty if they are the same.
    static List<String> of(BlockTransaction known, BlockTransaction other) {
        Differences differences = new Differences();
        differences.compare("hash", known.hash(), other.hash());
        differences.compare(known.changes(), other.changes());
        if (!known.payloadType().equals(other.payloadType())) {
            differences.add("payload_type", quoted(known.payloadType()), quoted(other.payloadType()));
        }
        differences.compare("payload", known.payload(), other.payload());
        return differences.found;
    }

    private void compare(String field, Optional<?> known, Optional<?> other) {
        compare(field, known.isPresent() ? known.get() : "absent", other.isPresent() ? other.get() : "absent");
    }

    private void compare(String field, Object known, Object other) {
        if (!known.equals(other)) {
            add(field, known, other);
        }
    }

    /// Names the first write only: there may be thousands.
    private void compare(StateChanges known, StateChanges other) {
        if (known.equals(other)) {
            return;
        }
        int first = 0;
        while (first < Math.min(known.size(), other.size()) && known.get(first).equals(other.get(first))) {
            first++;
        }
        add("writes[" + first + "]", write(known, first), write(other, first));
    }

    private void add(String field, Object known, Object other) {
        found.add("%s is %s in the known one and %s in this one".formatted(field, known, other));
    }

    private static String quoted(String text) {
        return "'" + Quoted.of(text) + "'";
    }

    private static String write(StateChanges changes, int index) {
        if (index >= changes.size()) {
            return "absent (of " + changes.size() + ")";
        }
        return switch (changes.get(index)) {
            case StateChange.Put put -> "put " + put.key() + " = " + put.value();
            case StateChange.Delete delete -> "delete " + delete.key();
        };
    }
}
