package dev.cairn.pipeline;

import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Those who asked for what is final to be durable, and wait for it. **Threading:** any asks; the `apply` thread looks.
final class FlushDemands {
    private static final long NOTHING = -1;

    private final MarkBoard marks;
    private final Queue<Demand> open = new ConcurrentLinkedQueue<>();

    FlushDemands(MarkBoard marks) {
        this.marks = marks;
    }

    private record Demand(long height, CompletableFuture<@Nullable Void> served) {}

    /// What is final now is to be made durable; what becomes final later is not waited for.
    CompletableFuture<@Nullable Void> add() {
        Demand demand = new Demand(marks.now().finalized().orElse(NOTHING), new CompletableFuture<>());
        open.add(demand);
        return demand.served();
    }

    /// Up to which height somebody waits still; empty if nobody does.
    OptionalLong height() {
        if (!open.isEmpty()) {
            long durable = durableHeight();
            open.removeIf(demand -> demand.served().isDone()
                    || (demand.height() <= durable && demand.served().complete(null)));
        }
        return open.stream().mapToLong(Demand::height).max();
    }

    // What was final when it was asked for may have been rewound since; then there is nothing left to wait for.
    private long durableHeight() {
        Marks now = marks.now();
        return now.flushed().equals(now.finalized())
                ? Long.MAX_VALUE
                : now.flushed().orElse(NOTHING);
    }
}
