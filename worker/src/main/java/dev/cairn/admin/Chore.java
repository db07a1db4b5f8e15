package dev.cairn.admin;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;

/// Something to be done to the database of a shard.
public sealed interface Chore {
    /// Makes what is final durable.
    record Flush() implements Chore {}

    /// Copies the database as of its newest durable block.
    record Snapshot() implements Chore {}

    /// Forgets what is older than a height.
    record Prune(BlockHeight below) implements Chore {}

    /// Makes an older block the last one again.
    record Rewind(BlockHeight to) implements Chore {}

    /// Rewrites a part of the state, and gives back the space of what was forgotten.
    record Compact(KeyRange slice) implements Chore {}

    /// As it is called in addresses and answers.
    default String kind() {
        return switch (this) {
            case Flush _ -> "flush";
            case Snapshot _ -> "snapshot";
            case Prune _ -> "prune";
            case Rewind _ -> "rewind";
            case Compact _ -> "compact";
        };
    }

    /// What it is done to, for people.
    default String scope() {
        return switch (this) {
            case Flush _, Snapshot _ -> "everything";
            case Prune(var below) -> "below " + below;
            case Rewind(var to) -> "above " + to;
            case Compact(var slice) ->
                (slice.from().isEmpty() ? "from the first key" : "from " + slice.from())
                        + slice.toExclusive().map(to -> " to " + to).orElse(" to the last key");
        };
    }
}
