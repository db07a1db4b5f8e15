package dev.cairn.mvcc;

import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/// Keeps reads that put memory and disk together from mixing two branches.
///
/// A reorg never reaches the disk, but a rewind replaces blocks on disk and then those in memory, and a reader
/// may come between the two. So it looks at an epoch before and after, and begins again if a rewind changed it
/// meanwhile; the second time it holds the rewind off until it is done, so it always comes to an end. While no
/// rewind runs, all it costs is two looks at one number. **Threading:** any thread reads, the writer rewinds.
public final class RewindGuard {
    private final StampedLock lock = new StampedLock();

    /// Reads on one branch.
    ///
    /// @param attempt  is given the epoch: a number that stays the same until the next rewind. It may run twice,
    ///                 and what it throws the first time counts only if no rewind came between
    /// @param discard  takes back what an attempt gave that came to nothing
    public <T> T read(LongFunction<T> attempt, Consumer<T> discard) {
        long epoch = lock.tryOptimisticRead();
        if (epoch != 0) {
            T result;
            try {
                result = attempt.apply(epoch);
            } catch (RuntimeException e) {
                if (lock.validate(epoch)) {
                    throw e;
                }
                return readLocked(attempt);
            }
            if (lock.validate(epoch)) {
                return result;
            }
            discard.accept(result);
        }
        return readLocked(attempt);
    }

    <T> T rewind(Supplier<T> bothSides) {
        long stamp = lock.writeLock();
        try {
            return bothSides.get();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private <T> T readLocked(LongFunction<T> attempt) {
        long stamp = lock.readLock();
        try {
            return attempt.apply(lock.tryOptimisticRead());
        } finally {
            lock.unlockRead(stamp);
        }
    }
}
