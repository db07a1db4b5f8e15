package dev.cairn.http;

import java.util.concurrent.atomic.AtomicInteger;

/// Bytes of memory that requests hold for as long as their clients like: of all together no more than there may be.
/// **Threading:** any.
final class ByteBudget {
    /// What a socket takes by itself of an answer, however slow its client is; what is larger waits in memory.
    static final int SMALL = 16 << 10;

    private final int max;
    private final AtomicInteger taken = new AtomicInteger();

    ByteBudget(int max) {
        this.max = max;
    }

    int max() {
        return max;
    }

    int taken() {
        return taken.get();
    }

    /// What one request holds, which is nothing yet.
    ///
    /// @param reserve  bytes that are left to others
    Share share(int reserve) {
        return new Share(max - reserve);
    }

    private boolean take(int bytes, int upTo) {
        if (bytes == 0) {
            return true; // Others may have what was reserved for them.
        }
        int before = taken.getAndUpdate(now -> now <= upTo - bytes ? now + bytes : now);
        return before <= upTo - bytes;
    }

    /// The part of one request, until it is over. **Threading:** one thread takes, any gives back.
    final class Share {
        private final int upTo;
        private final AtomicInteger own = new AtomicInteger();

        private Share(int upTo) {
            this.upTo = upTo;
        }

        int budgetMax() {
            return max;
        }

        /// Holds so many bytes from now on, if that is more than before. What is larger than all that there may be gets
        /// all of it, so that it can be had, though by one at a time.
        ///
        /// @return whether they could be had
        boolean growTo(int bytes) {
            int more = Math.max(0, Math.min(bytes, upTo) - own.get());
            boolean isHad = take(more, upTo);
            if (isHad) {
                own.addAndGet(more);
            }
            return isHad;
        }

        void giveBack() {
            taken.addAndGet(-own.getAndSet(0));
        }
    }
}
