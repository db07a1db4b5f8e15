package dev.cairn.e2e.child;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/// Measures catching up: from the first polled record to the last one applied and its offset committed. What comes
/// before, such as starting a JVM or joining a group, is not what a long catch-up consists of.
/// **Threading:** safe; the thread that polls need not be the one that sees the end.
public final class CatchUpClock {
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private volatile boolean running;
    private volatile long startNanos;
    private volatile long startCpuNanos;

    /// Starts the clock; once it runs, nothing more happens.
    public void recordsPolled() {
        if (!running) {
            startCpuNanos = process.getProcessCpuTime();
            startNanos = System.nanoTime();
            running = true;
        }
    }

    public RunReport caughtUp(long writes) {
        if (!running) {
            throw new IllegalStateException(
                    "expected records to be polled before everything is caught up, but none was");
        }
        return new RunReport(
                writes,
                System.nanoTime() - startNanos,
                process.getProcessCpuTime() - startCpuNanos,
                ProcessMemory.peakRssBytes(ProcessHandle.current().pid()),
                peakHeapBytes());
    }

    /// Eden and the old generation need not have had their peaks at once, so it may be a little too much.
    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
