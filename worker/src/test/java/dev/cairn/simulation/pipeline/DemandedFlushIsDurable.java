package dev.cairn.simulation.pipeline;

import dev.cairn.marks.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Whoever asked for what was final to be durable, and is told that it is, finds it so.
final class DemandedFlushIsDurable {
    private final List<Demand> open = new ArrayList<>();

    private record Demand(long height, CompletableFuture<@Nullable Void> served) {}

    void demanded(WorkerLife life) {
        open.add(new Demand(life.marks().finalized().orElse(-1), life.pipeline().flush()));
    }

    /// Nobody is told any more.
    void processDied() {
        open.clear();
    }

    /// What was final when somebody asked may be gone; to be told is enough.
    void rewound() {
        open.replaceAll(demand -> new Demand(-1, demand.served()));
    }

    boolean areAllServed() {
        return open.isEmpty();
    }

    void check(Marks now) {
        long durable = now.flushed().orElse(-1);
        open.removeIf(demand -> {
            if (demand.served().isDone() && demand.height() > durable) {
                throw new AssertionError("DemandedFlushIsDurable: expected block " + demand.height()
                        + " to be durable, but the marks are " + now);
            }
            return demand.served().isDone();
        });
    }
}
