package dev.cairn.store;

import java.util.Arrays;
import java.util.Locale;

/// How long single operations took. **Threading:** one thread.
public final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    public void add(long elapsedNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = elapsedNanos;
    }

    public void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    /// The time that a share of all operations did not exceed.
    public double micros(double share) {
        if (count == 0) {
            throw new IllegalStateException("expected measurements, but there are none");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) (share * count))] / 1e3;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f / %.0f / %.0f", micros(0.5), micros(0.99), micros(0.999));
    }
}
