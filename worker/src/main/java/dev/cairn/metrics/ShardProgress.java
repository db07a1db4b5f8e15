package dev.cairn.metrics;

import dev.cairn.fault.Halt;
import dev.cairn.flush.FlushReport;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.AwaitedBlock;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.RewindReport;
import dev.cairn.thread.Clocks;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Follows a shard, for whoever wants to know how it is doing: the metrics, a page of text, a status line.
///
/// What can be known of the lag in blocks: block events that were read and are not applied yet are known exactly. What
/// is not read yet is known in offsets only; in a topic of their own each of these is at most one block, since
/// duplicates, other branches and Kafka's markers take offsets too. In a topic shared with transactions they say
/// nothing.
/// **Threading:** the loops tell, each as [PipelineListener] says; any thread asks.
final class ShardProgress implements PipelineListener {
    private static final MemoryReport NOTHING_HELD = new MemoryReport(0, 0, 0, 0);

    private final ShardPartitions partitions;
    private final MarkBoard marks;
    private final Clocks clocks;
    private final PartitionLags lags;
    private final AnnouncedBlocks announced = new AnnouncedBlocks();
    private final RateWindow blocks;
    private final RateWindow transactions;
    private final RateWindow writes;
    private volatile boolean reading;
    private volatile OptionalLong newestPublishedMs = OptionalLong.empty();
    private volatile FlushTotals flushes = FlushTotals.NONE;
    private volatile MemoryReport memory = NOTHING_HELD;
    private volatile Set<SourcePartition> paused = Set.of();
    private volatile Optional<AwaitedBlock> awaited = Optional.empty();
    private volatile boolean pausedByOperator;
    private volatile @Nullable Halt halt;

    ShardProgress(ShardPartitions partitions, MarkBoard marks, Clocks clocks) {
        this.partitions = partitions;
        this.marks = marks;
        this.clocks = clocks;
        lags = new PartitionLags(clocks.forward());
        blocks = new RateWindow(clocks.forward());
        transactions = new RateWindow(clocks.forward());
        writes = new RateWindow(clocks.forward());
    }

    ProgressFigures now() {
        Marks known = marks.now();
        SortedMap<SourcePartition, Long> behind = lags.offsets();
        return new ProgressFigures(
                reading,
                Optional.ofNullable(halt),
                awaited.map(block -> new ProgressFigures.Wait(block, block.waited(clocks.forward()))),
                known,
                behind,
                lags.total(),
                lagBlocks(known, behind),
                lag(),
                lags.timeToCatchUp(),
                new ProgressFigures.Rates(blocks.perSecond(), transactions.perSecond(), writes.perSecond()),
                flushes,
                memory,
                paused,
                pausedByOperator);
    }

    private OptionalLong lagBlocks(Marks known, SortedMap<SourcePartition, Long> behind) {
        Long unread = behind.get(partitions.blocks());
        if (unread == null || (unread > 0 && partitions.transactions().contains(partitions.blocks()))) {
            return OptionalLong.empty();
        }
        long waiting = announced.highest().orElse(-1) - known.applied().orElse(-1);
        return OptionalLong.of(unread + Math.max(0, waiting));
    }

    private Optional<Duration> lag() {
        OptionalLong unread = lags.total();
        // Paused partitions tell no end, so what is not read then is not known.
        if (halt == null && !pausedByOperator && unread.orElse(1) == 0) {
            return Optional.of(
                    awaited.map(block -> block.waited(clocks.forward())).orElse(Duration.ZERO));
        }
        OptionalLong published = newestPublishedMs;
        return published.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.max(0, clocks.timeOfDay().millis() - published.getAsLong())));
    }

    @Override
    public void polled(SourceBatch batch) {
        lags.polled(batch);
        reading = true;
    }

    @Override
    public void announced(BlockRef block) {
        announced.announced(block);
    }

    @Override
    public void awaiting(Optional<AwaitedBlock> block) {
        awaited = block;
    }

    @Override
    public void applied(AppliedReport report) {
        announced.applied(report.block());
        blocks.add(1);
        transactions.add(report.transactions());
        writes.add(report.changes());
        if (report.publishedMs() > 0) {
            newestPublishedMs = OptionalLong.of(report.publishedMs());
        }
    }

    // One thread flushes, so nothing is lost between reading and writing the totals.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public void flushed(FlushReport report) {
        flushes = flushes.with(report, clocks.timeOfDay().instant());
    }

    @Override
    public void rewound(RewindReport report) {
        // What lies above is announced again.
        announced.clear();
    }

    @Override
    public void paused(Set<SourcePartition> waiting) {
        paused = Set.copyOf(waiting);
    }

    @Override
    public void pausedByOperator(boolean stands) {
        pausedByOperator = stands;
    }

    @Override
    public void memory(MemoryReport report) {
        memory = report;
    }

    @Override
    public void halted(Halt why) {
        halt = why;
    }

    @Override
    public void resumed() {
        halt = null;
    }
}
