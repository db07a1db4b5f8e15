package dev.cairn.runtime;

import dev.cairn.fault.Halt;
import dev.cairn.flush.FlushReport;
import dev.cairn.model.BlockRef;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.AwaitedBlock;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.Pace;
import dev.cairn.storage.RewindReport;
import dev.cairn.thread.ForwardClock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// What a shard's loops did, in the log: what an operator wants to read later, and no line for each block unless asked.
final class PipelineLog implements PipelineListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cairn.shard");

    private final int shard;
    private final ForwardClock clock;
    /// Only the apply loop looks.
    private boolean kafkaIsSilent;
    /// What the disk failed with last; empty once it has taken something. Only the apply loop looks.
    private Optional<Class<?>> storageFailure = Optional.empty();

    /// Of the halt that is told next. Only the apply loop looks.
    private Optional<Throwable> thrown = Optional.empty();

    private Optional<BlockRef> awaitedForLong = Optional.empty();

    PipelineLog(int shard, ForwardClock clock) {
        this.shard = shard;
        this.clock = clock;
    }

    @Override
    public void polled(SourceBatch batch) {
        if (kafkaIsSilent) {
            kafkaIsSilent = false;
            with(LOG.atInfo()).log("Kafka answers again");
        }
    }

    @Override
    public void awaiting(Optional<AwaitedBlock> block) {
        Optional<AwaitedBlock> tooLong = block.filter(one -> one.isWaitedForLong(clock));
        if (tooLong.isPresent() && !tooLong.map(AwaitedBlock::block).equals(awaitedForLong)) {
            with(LOG.atWarn())
                    .addKeyValue("block", tooLong.get().block())
                    .addKeyValue("since", tooLong.get().since())
                    .addKeyValue("missing", tooLong.get().missing())
                    .log("a block is waited for");
        }
        awaitedForLong = tooLong.map(AwaitedBlock::block);
    }

    @Override
    public void applied(AppliedReport report) {
        with(LOG.atTrace())
                .addKeyValue("height", report.block().height())
                .addKeyValue("hash", report.block().hash())
                .log("block applied");
    }

    @Override
    public void reorganised(BlockRef fork, int blocksDropped) {
        with(LOG.atInfo())
                .addKeyValue("fork", fork)
                .addKeyValue("dropped", blocksDropped)
                .log("chain reorganised");
    }

    @Override
    public void flushed(FlushReport report) {
        storageFailure = Optional.empty();
        with(LOG.atDebug())
                .addKeyValue("trigger", report.trigger())
                .addKeyValue("from", report.fromHeight())
                .addKeyValue("to", report.toHeight())
                .addKeyValue("entries", report.entriesWritten())
                .addKeyValue("bytes", report.bytes())
                .addKeyValue("ms", report.nanos() / 1_000_000)
                .log("flushed");
    }

    @Override
    public void storageFailed(RuntimeException cause) {
        // A disk that is full is tried again every second or so, for hours maybe: where it was thrown is told once.
        LoggingEventBuilder line = with(LOG.atWarn());
        if (storageFailure.equals(Optional.of(cause.getClass()))) {
            line.addKeyValue("cause", cause.getMessage()).log("storage failed again");
        } else {
            line.setCause(cause).log("storage failed");
        }
        storageFailure = Optional.of(cause.getClass());
    }

    @Override
    public void sourceUnavailable(RuntimeException cause) {
        // It is asked every second or so, for hours maybe.
        with(kafkaIsSilent ? LOG.atDebug() : LOG.atWarn())
                .addKeyValue("cause", cause.getMessage())
                .log("no answer from Kafka");
        kafkaIsSilent = true;
    }

    @Override
    public void rewound(RewindReport report) {
        with(LOG.atWarn())
                .addKeyValue("from", report.fromHeight())
                .addKeyValue("to", report.toHeight())
                .addKeyValue("keysRestored", report.keysRestored())
                .log("database rewound");
    }

    @Override
    public void snapshotTaken(SnapshotReport report) {
        with(LOG.atInfo())
                .addKeyValue("block", report.block())
                .addKeyValue("bytes", report.bytes())
                .addKeyValue("ms", report.nanos() / 1_000_000)
                .addKeyValue("oldDeleted", report.deleted())
                .log("snapshot taken");
    }

    @Override
    public void snapshotFailed(RuntimeException cause) {
        with(LOG.atWarn()).setCause(cause).log("no snapshot was taken; the next is tried when it is due");
    }

    @Override
    public void pruned(long earliestBefore, long floor) {
        with(LOG.atDebug())
                .addKeyValue("before", earliestBefore)
                .addKeyValue("earliest", floor)
                .log("pruned");
    }

    /// One that was there is looked for at each start and after each rewind.
    @Override
    public void snapshotSent(SentReport report) {
        with(report.wasThere() ? LOG.atDebug() : LOG.atInfo())
                .addKeyValue("block", report.block())
                .addKeyValue("bytesSent", report.bytesSent())
                .addKeyValue("bytesThereAlready", report.bytesSkipped())
                .addKeyValue("ms", report.nanos() / 1_000_000)
                .addKeyValue("oldDeleted", report.deleted())
                .log(report.wasThere() ? "snapshot is in the repository already" : "snapshot is in the repository");
    }

    @Override
    public void snapshotNotSent(RuntimeException cause) {
        with(LOG.atWarn()).addKeyValue("cause", cause.getMessage()).log("snapshot not sent; it is tried again");
    }

    @Override
    public void paced(Pace pace, long unreadRecords) {
        with(LOG.atInfo())
                .addKeyValue("unread", unreadRecords)
                .log(
                        switch (pace) {
                            case CATCHING_UP -> "far behind; the database is set up for writing";
                            case FOLLOWING -> "nearly caught up; the database is set up for reading";
                        });
    }

    @Override
    public void pausedByOperator(boolean paused) {
        with(LOG.atWarn()).log(paused ? "paused: no blocks are applied; reads go on" : "blocks are applied again");
    }

    @Override
    public void unforeseen(Throwable cause) {
        with(LOG.atError()).setCause(cause).log("unforeseen");
    }

    @Override
    public void haltCause(Throwable cause) {
        thrown = Optional.of(cause);
    }

    @Override
    public void halted(Halt halt) {
        LoggingEventBuilder line = with(LOG.atError());
        if (thrown.isPresent()) {
            line = line.setCause(thrown.get());
        }
        thrown = Optional.empty();
        line.addKeyValue("reason", halt.reason())
                .addKeyValue("what", halt.what())
                .addKeyValue("where", halt.where())
                .addKeyValue("whatToDo", halt.whatToDo())
                .addKeyValue("triedAgain", halt.reason().mayPass())
                .log("applying stopped; reads go on");
    }

    @Override
    public void resumed() {
        with(LOG.atInfo()).log("applying goes on");
    }

    private LoggingEventBuilder with(LoggingEventBuilder event) {
        return event.addKeyValue("shard", shard);
    }
}
