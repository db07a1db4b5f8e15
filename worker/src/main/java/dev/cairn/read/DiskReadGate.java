package dev.cairn.read;

import dev.cairn.storage.StorageFault;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Bounds how many threads are inside native reads at once. A virtual thread that reads natively holds its carrier, so
/// without a bound a crowd of scans would keep everybody else from running.
final class DiskReadGate {
    private final Semaphore places;

    DiskReadGate(ReadConfig config) {
        places = new Semaphore(config.concurrentDiskReads());
    }

    /// What the disk says.
    ///
    /// @throws ReadsEndedException  if it is closed
    <T> T read(Supplier<T> nativeRead) {
        places.acquireUninterruptibly();
        try {
            return nativeRead.get();
        } catch (StorageFault.Closed e) {
            throw new ReadsEndedException(e);
        } finally {
            places.release();
        }
    }
}
