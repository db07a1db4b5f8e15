package dev.cairn.simulation.pipeline;

import dev.cairn.mvcc.MvccStore;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.MemoryReport;

/// What is held in memory keeps to its budgets, by what one batch or one block may be too much.
final class MemoryStaysBounded {
    private final Scenario scenario;
    private long largestBlock;

    MemoryStaysBounded(Scenario scenario) {
        this.scenario = scenario;
    }

    void applied(AppliedReport report) {
        largestBlock = Math.max(largestBlock, report.bytes());
    }

    void check(MemoryReport report) {
        long waitingMax = 2 * scenario.settings().assemble().bufferedBytesMax();
        if (report.waitingBytes() > waitingMax) {
            throw new AssertionError("MemoryStaysBounded: " + report.waitingBytes() + " bytes of records wait, of "
                    + waitingMax + " allowed");
        }
    }

    // What one block makes final comes all at once.
    void check(MvccStore memory) {
        long max = scenario.settings().flush().bufferedBytesMax()
                + largestBlock * (scenario.settings().assemble().finalityDepth() + 1);
        if (memory.unflushedBytes() > max) {
            throw new AssertionError("MemoryStaysBounded: " + memory.unflushedBytes()
                    + " bytes of final blocks wait for the disk, of " + max + " allowed");
        }
    }
}
