package dev.cairn.runtime;

import dev.cairn.fault.Halt;
import dev.cairn.flush.FlushReport;
import dev.cairn.model.BlockRef;
import dev.cairn.model.SourcePartition;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.AwaitedBlock;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.Pace;
import dev.cairn.storage.RewindReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Passes on what it hears to several, in order.
record Listeners(List<PipelineListener> all) implements PipelineListener {
    Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void polled(SourceBatch batch) {
        all.forEach(each -> each.polled(batch));
    }

    @Override
    public void announced(BlockRef block) {
        all.forEach(each -> each.announced(block));
    }

    @Override
    public void awaiting(Optional<AwaitedBlock> block) {
        all.forEach(each -> each.awaiting(block));
    }

    @Override
    public void applied(AppliedReport report) {
        all.forEach(each -> each.applied(report));
    }

    @Override
    public void reorganised(BlockRef fork, int blocksDropped) {
        all.forEach(each -> each.reorganised(fork, blocksDropped));
    }

    @Override
    public void duplicates(long records) {
        all.forEach(each -> each.duplicates(records));
    }

    @Override
    public void opensAgain() {
        all.forEach(PipelineListener::opensAgain);
    }

    @Override
    public void deadLettered() {
        all.forEach(PipelineListener::deadLettered);
    }

    @Override
    public void flushed(FlushReport report) {
        all.forEach(each -> each.flushed(report));
    }

    @Override
    public void storageFailed(RuntimeException cause) {
        all.forEach(each -> each.storageFailed(cause));
    }

    @Override
    public void sourceUnavailable(RuntimeException cause) {
        all.forEach(each -> each.sourceUnavailable(cause));
    }

    @Override
    public void rewinding(long toHeight) {
        all.forEach(each -> each.rewinding(toHeight));
    }

    @Override
    public void rewound(RewindReport report) {
        all.forEach(each -> each.rewound(report));
    }

    @Override
    public void snapshotTaken(SnapshotReport report) {
        all.forEach(each -> each.snapshotTaken(report));
    }

    @Override
    public void snapshotFailed(RuntimeException cause) {
        all.forEach(each -> each.snapshotFailed(cause));
    }

    @Override
    public void pruneLag(long blocks) {
        all.forEach(each -> each.pruneLag(blocks));
    }

    @Override
    public void pruned(long earliestBefore, long floor) {
        all.forEach(each -> each.pruned(earliestBefore, floor));
    }

    @Override
    public void snapshotSent(SentReport report) {
        all.forEach(each -> each.snapshotSent(report));
    }

    @Override
    public void snapshotNotSent(RuntimeException cause) {
        all.forEach(each -> each.snapshotNotSent(cause));
    }

    @Override
    public void paced(Pace pace, long unreadRecords) {
        all.forEach(each -> each.paced(pace, unreadRecords));
    }

    @Override
    public void paused(Set<SourcePartition> partitions) {
        all.forEach(each -> each.paused(partitions));
    }

    @Override
    public void pausedByOperator(boolean paused) {
        all.forEach(each -> each.pausedByOperator(paused));
    }

    @Override
    public void memory(MemoryReport report) {
        all.forEach(each -> each.memory(report));
    }

    @Override
    public void unforeseen(Throwable cause) {
        all.forEach(each -> each.unforeseen(cause));
    }

    @Override
    public void haltCause(Throwable cause) {
        all.forEach(each -> each.haltCause(cause));
    }

    @Override
    public void halted(Halt halt) {
        all.forEach(each -> each.halted(halt));
    }

    @Override
    public void resumed() {
        all.forEach(PipelineListener::resumed);
    }
}
