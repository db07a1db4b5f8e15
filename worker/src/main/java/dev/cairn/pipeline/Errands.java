package dev.cairn.pipeline;

import dev.cairn.storage.Storage;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// What operators want done to the database, which one thread alone writes to: each is done between two rounds, in the
/// order in which they were asked for. **Threading:** any asks; the `apply` thread takes the next.
final class Errands {
    private final Queue<Errand<?>> waiting = new ConcurrentLinkedQueue<>();

    /// What comes of it is told once the marks show it. While the disk fails it waits.
    <T> CompletableFuture<T> add(Function<Storage, T> work) {
        Errand<T> errand = new Errand<>(work);
        waiting.add(errand);
        return errand.result;
    }

    /// The next one; those that nobody waits for any more are passed over.
    Optional<Errand<?>> next() {
        waiting.removeIf(errand -> errand.result.isDone());
        return Optional.ofNullable(waiting.poll());
    }

    /// One of them. **Threading:** the `storage` thread runs it, then the `apply` thread tells.
    static final class Errand<T> {
        private final Function<Storage, T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Runnable telling = () -> {};

        private Errand(Function<Storage, T> work) {
            this.work = work;
        }

        /// Whatever it throws is for who asked: the next round will find out whether the disk is well.
        void run(Storage storage) {
            try {
                T done = work.apply(storage);
                telling = () -> result.complete(done);
            } catch (RuntimeException e) {
                telling = () -> result.completeExceptionally(e);
            }
        }

        void tell() {
            telling.run();
        }
    }
}
