package dev.cairn.thread;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// Does the same with many things, some at a time.
///
/// After the first failure nothing more is begun, and what is under way is waited for, so that when the
/// call returns nothing goes on behind its back.
///
/// @param name  what its threads are called
public record Parallel(String name, int atOnce) {
    /// What is done with each.
    public interface Work<T, E extends Exception> {
        void with(T thing) throws E;
    }

    public <T, E extends Exception> void forEach(Collection<T> things, Work<T, E> work) throws E {
        if (atOnce == 1 || things.size() <= 1) {
            for (T thing : things) {
                work.with(thing);
            }
            return;
        }
        Queue<T> left = new ConcurrentLinkedQueue<>(things);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        int threads = Math.min(atOnce, things.size());
        CountDownLatch ended = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().daemon().name(name + "-" + i).start(() -> {
                try {
                    workThrough(left, work, failures);
                } finally {
                    ended.countDown();
                }
            });
        }
        await(ended, left);
        Throwable first = failures.poll();
        if (first != null) {
            failures.forEach(first::addSuppressed);
            Parallel.<E>throwAgain(first);
        }
    }

    private static <T, E extends Exception> void workThrough(
            Queue<T> left, Work<T, E> work, Queue<Throwable> failures) {
        for (T next = left.poll(); next != null && failures.isEmpty(); next = left.poll()) {
            try {
                work.with(next);
            } catch (Throwable e) {
                failures.add(e);
            }
        }
    }

    /// Work throws what it declares, or what nobody declares.
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void throwAgain(Throwable failure) throws E {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (E) failure;
    }

    /// Somebody who does not want to wait any longer gets what is under way over with, and nothing new.
    private static <T> void await(CountDownLatch ended, Queue<T> left) {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
                left.clear();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(
                    new InterruptedIOException("it was interrupted; what is done already is not done again"));
        }
    }
}
