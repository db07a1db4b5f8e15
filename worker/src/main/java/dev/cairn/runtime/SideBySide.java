package dev.cairn.runtime;

import dev.cairn.thread.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Closes several things at once, each on a thread of its own: one that hangs in the disk holds up neither the others
/// nor the end of the process. **Threading:** one thread.
final class SideBySide {
    private final List<Closing> begun = new ArrayList<>();

    private record Closing(FutureTask<@Nullable Void> task, Supplier<String> whatIsOpen) {}

    /// @param whatIsOpen  what is waited for, as long as it is not closed
    void close(String name, Runnable closing, Supplier<String> whatIsOpen) {
        var task = new FutureTask<@Nullable Void>(closing, null);
        begun.add(new Closing(task, whatIsOpen));
        Thread.ofPlatform().daemon().name("close-" + name).start(task);
    }

    /// Waits for all of them.
    ///
    /// @return what is not closed by then
    /// @throws RuntimeException  what was thrown first, the others suppressed in it
    List<String> await(Deadline deadline) throws InterruptedException {
        List<String> open = new ArrayList<>();
        RuntimeException failure = null;
        for (Closing closing : begun) {
            try {
                closing.task().get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                open.add(closing.whatIsOpen().get());
            } catch (ExecutionException e) {
                failure = with(failure, e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
        return open;
    }

    private static RuntimeException with(@Nullable RuntimeException before, @Nullable Throwable next) {
        RuntimeException failure = next instanceof RuntimeException unchecked ? unchecked : new RuntimeException(next);
        if (before == null) {
            return failure;
        }
        before.addSuppressed(failure);
        return before;
    }
}
