package dev.cairn.simulation.pipeline;

import dev.cairn.mvcc.MvccStore;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.source.SourceBatch;

/// What is held in memory keeps to its budgets, by what one batch or one block may be too much.
final class MemoryStaysBounded {
    /// What the objects around a record take at most.
    private static final long AROUND_A_RECORD = 2 << 10;

    private final Scenario scenario;
    private long largestBatch;
    private long largestBlock;

    MemoryStaysBounded(Scenario scenario) {
        this.scenario = scenario;
    }

    void polled(SourceBatch batch) {
        largestBatch = Math.max(
                largestBatch,
                batch.records().stream()
                        .mapToLong(record -> record.bytes() + AROUND_A_RECORD)
                        .sum());
    }

    void applied(AppliedReport report) {
        largestBlock = Math.max(largestBlock, report.bytes());
    }

    void check(MemoryReport report) {
        long max = scenario.settings().assemble().bufferedBytesMax() + largestBatch;
        if (report.waitingBytes() > max) {
            throw new AssertionError(
                    "MemoryStaysBounded: " + report.waitingBytes() + " bytes of records wait, of " + max + " allowed");
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
