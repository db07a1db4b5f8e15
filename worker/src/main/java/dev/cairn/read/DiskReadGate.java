package dev.cairn.read;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Bounds how many threads are inside native reads at once. A virtual thread that reads natively holds its carrier, so
/// without a bound a crowd of scans would keep everybody else from running.
final class DiskReadGate {
    private final Semaphore places;

    DiskReadGate(int concurrentReadsMax) {
        if (concurrentReadsMax < 1) {
            throw new IllegalArgumentException("read.concurrent-disk-reads is " + concurrentReadsMax
                    + ", but it has to be at least 1; twice the number of processors is a good start");
        }
        places = new Semaphore(concurrentReadsMax);
    }

    <T> T read(Supplier<T> nativeRead) {
        places.acquireUninterruptibly();
        try {
            return nativeRead.get();
        } finally {
            places.release();
        }
    }
}
