package dev.cairn.pipeline;

import dev.cairn.storage.RewindReport;
import java.util.OptionalLong;

/// What came of an operator's wish to make an older block the last one again.
public sealed interface Rewinding {
    /// It is the last one on disk and in memory, and reading goes on behind it.
    ///
    /// @param applied  the newest block until then
    record Done(long applied, RewindReport report) implements Rewinding {}

    /// There is no such block, or it was pruned. Nothing was changed.
    ///
    /// @param earliest  the oldest height one can go back to; empty if there is no block at all
    /// @param applied   the newest one
    record OutOfReach(OptionalLong earliest, OptionalLong applied) implements Rewinding {}

    /// Kafka does not have, or does not say whether it has, what was published since. Nothing was changed, since the
    /// shard could not go on from there.
    record NotReadable(String why) implements Rewinding {}
}
