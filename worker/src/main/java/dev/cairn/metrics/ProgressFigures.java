package dev.cairn.metrics;

import dev.cairn.fault.Halt;
import dev.cairn.marks.Marks;
import dev.cairn.model.SourcePartition;
import dev.cairn.pipeline.AwaitedBlock;
import dev.cairn.pipeline.MemoryReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/// How a shard is doing, at one moment.
///
/// @param reading        whether Kafka has answered yet
/// @param halted         why applying stands still, if it does
/// @param awaiting       the block that was announced and is waited for, if that takes longer than a moment
/// @param lagByPartition in offsets, of the partitions whose end is known
/// @param lagOffsets     of all these together
/// @param lagBlocks      see [ShardProgress]
/// @param lag            age of the newest applied block while there is more to read; else how long a block is
///                       waited for
/// @param timeToCatchUp  at the speed of the last seconds, if there is something to catch up with
/// @param rates          of the last seconds
/// @param paused         partitions that are not read for now
/// @param pausedByOperator  whether an operator has told the shard to stand still
public record ProgressFigures(
        boolean reading,
        Optional<Halt> halted,
        Optional<Wait> awaiting,
        Marks marks,
        SortedMap<SourcePartition, Long> lagByPartition,
        OptionalLong lagOffsets,
        OptionalLong lagBlocks,
        Optional<Duration> lag,
        Optional<Duration> timeToCatchUp,
        Rates rates,
        FlushTotals flushes,
        MemoryReport memory,
        Set<SourcePartition> paused,
        boolean pausedByOperator) {
    /// A block that is waited for.
    ///
    /// @param time  for how long by now
    public record Wait(AwaitedBlock block, Duration time) {}

    /// Per second, over the last ten.
    public record Rates(double blocks, double transactions, double writes) {}
}
