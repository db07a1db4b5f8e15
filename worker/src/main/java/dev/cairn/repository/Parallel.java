package dev.cairn.repository;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Does the same with many things, some at a time.
///
/// After the first failure nothing more is begun, and what is under way is waited for, so that when the
/// call returns nothing goes on behind its back.
record Parallel(int atOnce) {
    <T> void forEach(Collection<T> things, Consumer<T> work) {
        if (atOnce == 1 || things.size() <= 1) {
            things.forEach(work);
            return;
        }
        Queue<T> left = new ConcurrentLinkedQueue<>(things);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        int threads = Math.min(atOnce, things.size());
        CountDownLatch ended = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().daemon().name("repository-" + i).start(() -> {
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
            switch (first) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException("expected no other kind of failure", first);
            }
        }
    }

    private static <T> void workThrough(Queue<T> left, Consumer<T> work, Queue<Throwable> failures) {
        for (T next = left.poll(); next != null && failures.isEmpty(); next = left.poll()) {
            try {
                work.accept(next);
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        }
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
            throw new RepositoryException("moving files was interrupted; what has moved is not moved again", null);
        }
    }
}
