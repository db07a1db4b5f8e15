package dev.cairn.pipeline;

import dev.cairn.assemble.Assembly;
import dev.cairn.assemble.BlockAssembler;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.mvcc.MvccStore;
import java.time.Duration;
import java.util.Optional;

/// Steps 1 to 6 and 8: from Kafka to memory, and what is final to the storage loop. It moves data; the rules are in
/// the classes it calls.
///
/// While the disk is busy the chain goes on growing in memory, up to the budget for blocks that are not durable; then
/// every partition is paused until a round is done. Kafka is polled all the while.
///
/// **Threading:** the `apply` thread; [#halt()], [#waitingForSource()] and [#wakeup()] from any.
public final class ApplyLoop {
    private final ShardPartitions partitions;
    private final Intake intake;
    private final Assemblers assemblers;
    private final ChainGrowth growth;
    private final Flushing flushing;
    private final StorageHandoff handoff;
    private final Progress progress;
    private final MvccStore memory;
    private final Standing standing;
    private BlockAssembler assembler;

    ApplyLoop(
            ShardPartitions partitions,
            Intake intake,
            Assemblers assemblers,
            ChainGrowth growth,
            Flushing flushing,
            StorageHandoff handoff,
            Progress progress,
            MvccStore memory,
            Standing standing) {
        this.partitions = partitions;
        this.intake = intake;
        this.assemblers = assemblers;
        this.growth = growth;
        this.flushing = flushing;
        this.handoff = handoff;
        this.progress = progress;
        this.memory = memory;
        this.standing = standing;
        assembler = assemblers.atStart();
    }

    /// Why applying stopped; empty while it goes on.
    public Optional<Halt> halt() {
        return standing.halt();
    }

    /// What Kafka was asked for and did not answer; empty while it answers.
    public Optional<String> waitingForSource() {
        return standing.waitingForSource();
    }

    /// Makes a turn that waits for records return.
    public void wakeup() {
        intake.wakeup();
    }

    /// Takes one step.
    ///
    /// @param atMost  how long to wait for records if there are none
    /// @return false if there is nothing to do for a while but to wait
    public boolean turn(Duration atMost) {
        try {
            collect();
            giveDueRound();
            if (!standing.mayAdvance()) {
                return false;
            }
            advance(atMost);
            standing.advanced();
            return true;
        } catch (RuntimeException e) {
            standing.failed(e);
            return false;
        } finally {
            progress.report(assembler);
        }
    }

    /// Takes one step towards the end: what is final goes to disk, if the disk takes it.
    ///
    /// @return true when there is nothing left to do
    public boolean finish() {
        try {
            collect();
            if (handoff.isBusy()) {
                return false;
            }
            Optional<FlushRound> last = standing.mayWrite() ? flushing.round(FlushTrigger.SHUTDOWN) : Optional.empty();
            last.ifPresent(round -> handoff.give(new StorageJob.Flush(round, intake.pace())));
            return last.isEmpty();
        } catch (RuntimeException e) {
            standing.failed(e);
            return true;
        }
    }

    private void advance(Duration atMost) {
        if (handoff.isRewinding()) {
            intake.rest(partitions.all(), atMost);
            return;
        }
        switch (growAsFarAsPossible()) {
            case Assembly.Waiting _ -> intake.takeIn(assembler, atMost);
            case Assembly.Next _, Assembly.Reorg _ -> intake.rest(partitions.all(), atMost);
            case Assembly.DeepReorg deep -> {
                rewindTo(deep);
                intake.rest(partitions.all(), atMost);
            }
        }
        memory.trimCache();
    }

    /// Tells what the chain could not grow by: a block that there is no room for, or something else than a block.
    private Assembly growAsFarAsPossible() {
        while (true) {
            Assembly next = flushing.isFull() ? assembler.next() : growth.grow(assembler);
            giveDueRound();
            if (flushing.isFull() || next instanceof Assembly.Waiting || next instanceof Assembly.DeepReorg) {
                return next;
            }
        }
    }

    private void collect() {
        handoff.takeOutcome().ifPresent(outcome -> {
            switch (outcome) {
                case StorageJob.Flushed(var report) -> {
                    memory.release(report.toHeight());
                    progress.flushed(report);
                    standing.wrote();
                }
                case StorageJob.Rewound(var report) -> {
                    ResumeOffsets from = progress.rewound(report);
                    assembler = assemblers.atStart();
                    intake.restart(from);
                    standing.wrote();
                }
                case StorageJob.Failed(StorageJob.Flush _, var cause) -> standing.writeFailed(cause);
                case StorageJob.Failed(StorageJob.Rewind _, var cause) -> standing.failed(cause);
            }
        });
    }

    private void giveDueRound() {
        if (!handoff.isBusy() && standing.mayWrite()) {
            flushing.dueRound().ifPresent(round -> handoff.give(new StorageJob.Flush(round, intake.pace())));
        }
    }

    // Final blocks go to disk first: the fork may be among those that are not there yet.
    private void rewindTo(Assembly.DeepReorg deep) {
        if (handoff.isBusy() || !standing.mayWrite()) {
            return;
        }
        Optional<FlushRound> rest = flushing.round(FlushTrigger.BEFORE_REWIND);
        if (rest.isPresent()) {
            handoff.give(new StorageJob.Flush(rest.get(), intake.pace()));
            return;
        }
        long fork = deep.fork().height().value();
        if (fork < progress.earliestHeight()) {
            throw new HaltException(new Halt(
                    HaltReason.DEEP_REORG,
                    "Expected a fork at or above the earliest height kept (%d), but block %s leaves the branch after %s"
                            .formatted(progress.earliestHeight(), deep.block(), deep.fork()),
                    "block event at offset %d of %s".formatted(deep.announcementOffset(), partitions.blocks()),
                    "History below that height is pruned, so the database cannot be rewound: begin again in an empty"
                            + " directory, or restore a snapshot from before the fork."));
        }
        handoff.give(new StorageJob.Rewind(fork, deep.announcementOffset()));
    }
}
