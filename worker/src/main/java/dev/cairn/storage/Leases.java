package dev.cairn.storage;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps native handles alive while they are used: RocksDB would take the whole process down.
///
/// Every native call holds a lease for as long as it takes, and closing waits until none is held; one counter, since
/// it costs some nanoseconds beside a read's thousand. Cursors do not keep a lease between calls, so a slow client
/// cannot hold up closing: their iterators are closed with the storage. **Threading:** any.
final class Leases {
    private static final long CLOSED = Long.MIN_VALUE;

    private final AtomicLong held = new AtomicLong();
    private final CountDownLatch drained = new CountDownLatch(1);

    /// Has to be followed by [#release()], whatever happens between.
    void acquire() {
        if (held.getAndIncrement() < 0) {
            release();
            throw new StorageFault.Closed("the storage is closed; nothing can be read or written any more");
        }
    }

    /// As [#acquire()], for cleaning up: false if it is closed.
    boolean tryAcquire() {
        if (held.getAndIncrement() < 0) {
            release();
            return false;
        }
        return true;
    }

    void release() {
        // Those that came too late count for a moment too, so the latch may fall more than once; it only falls when
        // nobody holds a lease that was granted.
        if (held.decrementAndGet() == CLOSED) {
            drained.countDown();
        }
    }

    /// Grants nothing more and waits for what was granted; false if it was closed before.
    boolean closeAndWait() {
        long before = held.getAndUpdate(count -> count < 0 ? count : count + CLOSED);
        if (before < 0) {
            return false;
        }
        if (before > 0) {
            awaitDrained();
        }
        return true;
    }

    private void awaitDrained() {
        boolean interrupted = false;
        while (true) {
            try {
                drained.await();
                break;
            } catch (InterruptedException _) {
                // Going on would free handles that a reader still uses.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
