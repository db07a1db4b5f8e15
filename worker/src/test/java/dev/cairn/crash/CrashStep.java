package dev.cairn.crash;

import dev.cairn.model.Block;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// What the process that will be killed does next.
sealed interface CrashStep {
    /// One round.
    ///
    /// @param replaced  applied and dropped again by a reorg before the round
    /// @param blocks    become final and are flushed in one round
    /// @param newFloor  what the round prunes at once
    record Flush(List<Block> replaced, List<Block> blocks, OptionalLong newFloor) implements CrashStep {}

    record Prune(long floor) implements CrashStep {}

    record Rewind(long toHeight) implements CrashStep {}

    record Checkpoint() implements CrashStep {}

    /// Writes memtables to files.
    record Settle() implements CrashStep {}

    record Compact() implements CrashStep {}

    record Reopen() implements CrashStep {}

    default String name() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// Whether all that was committed before is on disk after it, log or no log.
    default boolean settles() {
        return switch (this) {
            case Flush _, Prune _, Rewind _ -> false;
            case Checkpoint _, Settle _, Compact _, Reopen _ -> true;
        };
    }
}
