package dev.cairn.marks;

import dev.cairn.thread.Deadline;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// Wakes those who wait for something to change. Giving it costs one look at a number while nobody waits; and while
/// many do, no more than waking one thread, since of those who wait at a latch each wakes the next. Nobody who waits
/// holds a lock that the giver needs. **Threading:** any thread.
///
/// Who waits says so, then looks at what may have changed; who gives has changed it, then looks whether somebody waits.
/// So one of the two sees the other.
final class ChangeSignal {
    private final AtomicInteger waiting = new AtomicInteger();
    /// Those who wait for the next change wait at this one.
    private final AtomicReference<CountDownLatch> next = new AtomicReference<>(new CountDownLatch(1));

    /// To be called after each change.
    void give() {
        if (waiting.get() > 0) {
            next.getAndSet(new CountDownLatch(1)).countDown();
        }
    }

    /// Waits until something holds, looking after each change.
    ///
    /// @return false if the deadline passed or the thread was interrupted before; it stays interrupted
    boolean await(BooleanSupplier holds, Deadline deadline) {
        waiting.incrementAndGet();
        try {
            while (true) {
                CountDownLatch change = next.get();
                if (holds.getAsBoolean()) {
                    return true;
                }
                if (!change.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
