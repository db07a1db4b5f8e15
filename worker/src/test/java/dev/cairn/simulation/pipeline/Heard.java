package dev.cairn.simulation.pipeline;

import dev.cairn.fault.Halt;
import dev.cairn.model.BlockRef;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.RewindReport;

/// Listens to the loops for the checkers. A process may die at each word, which lies between two steps of a turn.
final class Heard implements PipelineListener {
    private final Trouble trouble;
    private final MarksNeverFall marks;
    private final DemandedFlushIsDurable demandedFlush;
    private final MemoryStaysBounded memory;
    private int rewindsAnnounced;

    Heard(Trouble trouble, MarksNeverFall marks, DemandedFlushIsDurable demandedFlush, MemoryStaysBounded memory) {
        this.trouble = trouble;
        this.marks = marks;
        this.demandedFlush = demandedFlush;
        this.memory = memory;
    }

    /// Whether one of so many rewinds is not announced yet.
    boolean hasRewoundSilently(int rewinds) {
        return rewinds > rewindsAnnounced;
    }

    @Override
    public void polled(SourceBatch batch) {
        memory.polled(batch);
    }

    @Override
    public void applied(AppliedReport report) {
        memory.applied(report);
        trouble.mayCrash("after a block became visible");
    }

    @Override
    public void reorganised(BlockRef fork, int blocksDropped) {
        marks.reorganised();
        trouble.mayCrash("after blocks were dropped");
    }

    @Override
    public void rewound(RewindReport report) {
        rewindsAnnounced++;
        marks.rewound();
        demandedFlush.rewound();
        trouble.mayCrash("after the news of a rewind");
    }

    @Override
    public void memory(MemoryReport report) {
        memory.check(report);
    }

    // No feed of ours breaks a rule, so only the disk and the topic for dead letters may stop the work, and that
    // passes.
    @Override
    public void halted(Halt halt) {
        if (!halt.reason().mayPass()) {
            throw new AssertionError("TheWorkerReachesTheTip: expected to go on, but it halted by " + halt.reason()
                    + ": " + halt.message());
        }
    }
}
