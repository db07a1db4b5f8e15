package dev.cairn.runtime;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// Compares what a worker may take with what there is. One that outgrows its container is killed without a word, hours
/// later; at the start somebody is there who reads.
public final class MemoryCheck {
    /// Classes, compiled code, threads, Kafka's clients, what RocksDB holds besides its budget: a round figure.
    private static final long OVERHEAD = 256L << 20;

    private static final long MIB = 1 << 20;

    private static final String WHAT_TO_LOWER =
            " Lower storage.rocksdb.budget (or take a smaller profile), run fewer shards, make the heap smaller"
                    + " (CAIRN_JAVA_OPTS=-Xmx…), or give more memory.";
    /// What to do about a heap that is too small.
    public static final String WHAT_FILLS_THE_HEAP = " Lower assemble.buffered-bytes-max, flush.buffered-bytes-max or"
            + " mvcc.cache-bytes-max, run fewer shards, or make the heap larger (CAIRN_JAVA_OPTS=-Xmx…).";

    private MemoryCheck() {}

    /// What came of it.
    public sealed interface Verdict {
        /// There is enough at the worst.
        record Fits() implements Verdict {}

        /// There is enough, but not if everything is at its largest at once.
        record Tight(String message) implements Verdict {}

        /// It would be killed, or run out of heap, for certain.
        record TooLarge(String message) implements Verdict {}
    }

    /// The memory of the container, or of the machine where there is none: the JVM reads the control groups' limits.
    public static long available() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    public static Verdict of(MemoryNeed need, long available) {
        if (need.heapBuffers() > need.heap()) {
            return new Verdict.TooLarge(heapFigures(need) + ", which is more than the heap of " + mib(need.heap()) + "."
                    + WHAT_FILLS_THE_HEAP + enough(need, available));
        }
        if (need.filled() > available) {
            return new Verdict.TooLarge("Heap and databases take " + filledFigures(need) + ", but there are "
                    + mib(available) + "." + WHAT_TO_LOWER);
        }
        long rounds = need.shards() * need.roundBytes();
        long worst = need.filled() + need.direct() + rounds + OVERHEAD;
        if (worst > available) {
            return new Verdict.Tight("Heap and databases take " + filledFigures(need)
                    + "; with buffers outside the heap ("
                    + mib(need.direct()) + "), rounds being written (" + mib(rounds) + ") and the JVM itself ("
                    + mib(OVERHEAD) + ") it may come to " + mib(worst) + ", but there are " + mib(available) + "."
                    + WHAT_TO_LOWER);
        }
        if (need.heapBuffers() > need.heap() / 4 * 3) {
            return new Verdict.Tight(heapFigures(need) + ", which is more than three quarters of the heap of "
                    + mib(need.heap()) + "." + WHAT_FILLS_THE_HEAP + enough(need, available));
        }
        return new Verdict.Fits();
    }

    private static String heapFigures(MemoryNeed need) {
        return "Blocks in memory may take " + mib(need.heapBuffers())
                + " in all shards (assemble.buffered-bytes-max counts twice: for records, and for the blocks made of them)";
    }

    /// Whoever takes this advice should not get the next one instead.
    private static String enough(MemoryNeed need, long available) {
        long heap = Math.ceilDiv(need.heapBuffers(), 3 * MIB) * 4 * MIB;
        boolean fits = need.filled() - need.heap() + heap <= available;
        return " A heap of " + mib(heap) + " is enough for these blocks"
                + (fits
                        ? " (-Xmx" + heap / MIB + "m)."
                        : ", but does not fit into the " + mib(available) + " there are.");
    }

    private static String filledFigures(MemoryNeed need) {
        return "%s + %d × %s = %s"
                .formatted(mib(need.heap()), need.shards(), mib(need.nativeBudget()), mib(need.filled()));
    }

    private static String mib(long bytes) {
        return bytes / MIB + " MiB";
    }
}
