package dev.cairn.client;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// How a shard is doing.
///
/// @param condition    `running`, `catching-up`, `paused`, `starting`, `waiting`, `incomplete` or `halted`; there may
///                     be others one day
/// @param explanation  why it applies no blocks, and what to do; empty while it does
/// @param halt         what it is halted by
/// @param progress     empty while it is not open yet
public record ShardStatus(
        int shard, String condition, Optional<String> explanation, Optional<Halt> halt, Optional<Progress> progress) {
    private static final Set<String> APPLYING = Set.of("running", "catching-up");

    /// Whether blocks are applied as they come.
    public boolean isApplying() {
        return APPLYING.contains(condition);
    }

    /// Why applying stopped, where, and what to do.
    public record Halt(String reason, String what, String where, String whatToDo) {}

    /// How far it is, and how fast. What is not known is empty.
    public record Progress(Heights marks, Lag lag, Rates rates) {}

    /// The five marks.
    public record Heights(
            OptionalLong applied,
            OptionalLong finalized,
            OptionalLong flushed,
            OptionalLong snapshot,
            OptionalLong earliest) {}

    /// How far behind.
    ///
    /// @param catchUpSeconds  how long it will take; empty if there is nothing to catch up with
    public record Lag(
            OptionalLong offsets, OptionalLong blocks, OptionalDouble seconds, OptionalDouble catchUpSeconds) {}

    /// A second, over the last ten.
    public record Rates(double blocks, double transactions, double writes) {}
}
