package dev.cairn.pipeline;

import dev.cairn.assemble.Assembly;
import dev.cairn.assemble.BlockAssembler;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.StorageFault;
import java.time.Duration;
import java.util.Optional;

/// Steps 1 to 6 and 8: from Kafka to memory, and what is final to the storage loop. It moves data; the rules are in
/// the classes it calls.
///
/// While the disk is busy the chain goes on growing in memory, up to the budget for blocks that are not durable; then
/// every partition is paused until a round is done. Kafka is polled all the while.
///
/// **Threading:** the `apply` thread; [#halt()], [#waitingForSource()], [#awaitedBlock()], [#isPaused()] and
/// [#wakeup()] from any.
public final class ApplyLoop {
    private final Intake intake;
    private final Assemblers assemblers;
    private final ChainGrowth growth;
    private final Flushing flushing;
    private final StorageJobs jobs;
    private final StorageHandoff handoff;
    private final DeepReorgs deepReorgs;
    private final Progress progress;
    private final MvccStore memory;
    private final Standing standing;
    private final Pause pause;
    private final Rewinds rewinds;
    private BlockAssembler assembler;

    ApplyLoop(
            Intake intake,
            Assemblers assemblers,
            ChainGrowth growth,
            Flushing flushing,
            StorageJobs jobs,
            StorageHandoff handoff,
            DeepReorgs deepReorgs,
            Progress progress,
            MvccStore memory,
            Standing standing,
            Pause pause,
            Rewinds rewinds) {
        this.intake = intake;
        this.assemblers = assemblers;
        this.growth = growth;
        this.flushing = flushing;
        this.jobs = jobs;
        this.handoff = handoff;
        this.deepReorgs = deepReorgs;
        this.progress = progress;
        this.memory = memory;
        this.standing = standing;
        this.pause = pause;
        this.rewinds = rewinds;
        assembler = assemblers.atStart(intake.partitions());
    }

    /// Why applying stopped; empty while it goes on.
    public Optional<Halt> halt() {
        return standing.halt();
    }

    /// What Kafka was asked for and did not answer; empty while it answers.
    public Optional<String> waitingForSource() {
        return standing.waitingForSource();
    }

    /// The block that was announced and is waited for, longer than a moment; empty if there is none.
    public Optional<AwaitedBlock> awaitedBlock() {
        return progress.awaited();
    }

    /// Whether an operator has told it to stand still.
    public boolean isPaused() {
        return pause.isWanted();
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
            boolean paused = pause.stands();
            collect();
            giveRewind();
            giveDueJob();
            if (!standing.mayAdvance()) {
                return false;
            }
            if (paused) {
                rest(atMost);
                return true;
            }
            if (advance(atMost)) {
                standing.advanced();
            }
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
            Optional<StorageJob> last = standing.mayWrite() ? jobs.last() : Optional.empty();
            last.ifPresent(handoff::give);
            return last.isEmpty();
        } catch (RuntimeException e) {
            standing.failed(e);
            return true;
        }
    }

    /// False if it could only rest: then nothing shows that what failed before would not fail again.
    private boolean advance(Duration atMost) {
        if (rewinds.areWanted() || handoff.isRewinding()) {
            rest(atMost);
            return false;
        }
        Assembly next = growAsFarAsPossible();
        switch (next) {
            case Assembly.Waiting _ -> intake.takeIn(assembler, atMost);
            case Assembly.Next _, Assembly.Reorg _ -> rest(atMost);
            case Assembly.DeepReorg deep -> {
                rewindTo(deep);
                rest(atMost);
            }
        }
        memory.trimCache();
        return next instanceof Assembly.Waiting;
    }

    private void rest(Duration atMost) {
        intake.rest(atMost);
        standing.sourceAnswered();
    }

    /// Tells what the chain could not grow by: a block that there is no room for, or something else than a block.
    private Assembly growAsFarAsPossible() {
        while (true) {
            Assembly next = next();
            giveDueJob();
            if (flushing.isFull()
                    || pause.isWanted()
                    || rewinds.areWanted()
                    || next instanceof Assembly.Waiting
                    || next instanceof Assembly.DeepReorg) {
                return next;
            }
        }
    }

    private Assembly next() {
        try {
            return flushing.isFull() ? assembler.next() : growth.grow(assembler);
        } catch (HaltException e) {
            // What is missing may lie in a partition that was added since Kafka was asked which there are.
            if (e.halt().reason() == HaltReason.INCOMPLETE_BLOCK && intake.looksForMorePartitions(assembler)) {
                return new Assembly.Waiting();
            }
            throw e;
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
                case StorageJob.Rewound rewound -> beginAgain(rewound);
                case StorageJob.MemtablesFlushed() -> {
                    progress.tellWhatIsDurable();
                    standing.wrote();
                }
                case StorageJob.Pruned() -> {
                    progress.tellWhatIsKept();
                    standing.wrote();
                }
                case StorageJob.ErrandRun(var errand) -> {
                    progress.tellWhatIsKept();
                    errand.tell();
                }
                case StorageJob.Failed(StorageJob.Flush _, var cause) -> {
                    flushing.failed();
                    standing.writeFailed(cause);
                }
                case StorageJob.Failed(StorageJob.Prune _, var cause) -> standing.writeFailed(cause);
                case StorageJob.Failed(StorageJob.FlushMemtables _, var cause) -> standing.writeFailed(cause);
                case StorageJob.Failed(StorageJob.Rewind rewind, var cause) -> rewindFailed(rewind, cause);
                case StorageJob.Failed(StorageJob.Errand _, var cause) -> standing.writeFailed(cause);
            }
        });
    }

    private void beginAgain(StorageJob.Rewound rewound) {
        long applied = progress.appliedHeight();
        ResumeOffsets from = progress.rewound(rewound.report(), rewound.before());
        assembler = assemblers.atStart(intake.partitions());
        intake.restart(from);
        standing.rewound();
        if (rewound.job().isWished() && rewound.isAllTheWay()) {
            rewinds.done(applied, rewound.report());
        }
    }

    // Nothing has changed. What is wished for is tried again when the disk may be well, as a round is.
    private void rewindFailed(StorageJob.Rewind rewind, RuntimeException cause) {
        if (!rewind.isWished()) {
            standing.failed(cause);
            return;
        }
        if (cause instanceof StorageFault) {
            standing.writeFailed(cause);
        }
        if (!(cause instanceof StorageFault.DiskFull || cause instanceof StorageFault.Retryable)) {
            rewinds.failed(cause);
        }
    }

    private void giveRewind() {
        if (!handoff.isBusy() && standing.mayWrite()) {
            rewinds.next().ifPresent(handoff::give);
        }
    }

    private void giveDueJob() {
        if (!handoff.isBusy() && standing.mayWrite()) {
            jobs.due().or(this::trial).ifPresent(handoff::give);
        }
    }

    /// What the disk did not take may be due no more, and nothing is applied that would make another round due. So
    /// something that changes nothing shows whether it takes anything again.
    private Optional<StorageJob> trial() {
        return standing.waitsForDisk() ? Optional.of(new StorageJob.FlushMemtables()) : Optional.empty();
    }

    private void rewindTo(Assembly.DeepReorg deep) {
        if (handoff.isBusy() || !standing.mayWrite()) {
            return;
        }
        handoff.give(jobs.beforeRewind().orElseGet(() -> deepReorgs.rewindFor(deep, assembler)));
    }
}
