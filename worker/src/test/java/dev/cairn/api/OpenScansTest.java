package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenScansTest {
    private static final int SCANS = 50;

    private final OpenScans scans = new OpenScans(SCANS);
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger mostAtWork = new AtomicInteger();

    @Test
    void ofManyScansAsManyAreAtWorkAsLeaveProcessorsToOthers() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SCANS; i++) {
                var _ = threads.submit(() -> scans.inTurn(this::work));
            }
        }
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        assertThat(mostAtWork).hasValueBetween(1, half);
    }

    private int work() {
        int now = atWork.incrementAndGet();
        mostAtWork.accumulateAndGet(now, Math::max);
        LockSupport.parkNanos(1); // Lets the next one begin, if it may.
        return atWork.decrementAndGet();
    }
}
