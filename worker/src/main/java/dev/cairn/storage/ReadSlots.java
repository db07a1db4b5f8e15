package dev.cairn.storage;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Read slots that wait for their next read. A thread looks first where it left one the last time; virtual threads
/// come and go, so slots cannot belong to threads. **Threading:** any; callers hold a lease.
final class ReadSlots implements AutoCloseable {
    private static final int IDLE_MAX = 128;
    private static final int TRIES = 4;

    private final AtomicReferenceArray<@Nullable ReadSlot> idle = new AtomicReferenceArray<>(IDLE_MAX);

    ReadSlot take() {
        int start = place();
        for (int i = 0; i < TRIES; i++) {
            int at = (start + i) % IDLE_MAX;
            if (idle.getPlain(at) != null) {
                ReadSlot slot = idle.getAndSet(at, null);
                if (slot != null) {
                    return slot;
                }
            }
        }
        return new ReadSlot();
    }

    void giveBack(ReadSlot slot) {
        slot.trim();
        int start = place();
        for (int i = 0; i < TRIES; i++) {
            if (idle.compareAndSet((start + i) % IDLE_MAX, null, slot)) {
                return;
            }
        }
        slot.close();
    }

    /// Once no lease is held any more, all slots that are left lie here.
    @Override
    public void close() {
        for (int i = 0; i < IDLE_MAX; i++) {
            ReadSlot slot = idle.getAndSet(i, null);
            if (slot != null) {
                slot.close();
            }
        }
    }

    private static int place() {
        return (int) (Thread.currentThread().threadId() * TRIES % IDLE_MAX);
    }
}
