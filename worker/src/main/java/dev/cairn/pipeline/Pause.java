package dev.cairn.pipeline;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Whether an operator lets the shard go on. It is remembered nowhere, so a restart lets it go on.
/// **Threading:** any thread asks for it; the `apply` thread looks.
final class Pause {
    private final PipelineListener listener;
    private final Queue<CompletableFuture<@Nullable Void>> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean wanted;
    /// What was told last. Only the apply loop looks.
    private boolean told;

    Pause(PipelineListener listener) {
        this.listener = listener;
    }

    /// Done when no block is applied any more.
    synchronized CompletableFuture<@Nullable Void> begin() {
        CompletableFuture<@Nullable Void> standsStill = new CompletableFuture<>();
        wanted = true;
        waiting.add(standsStill);
        return standsStill;
    }

    synchronized void end() {
        wanted = false;
        // Who asked for it and has not seen it begin would wait for ever.
        tellThoseWhoWait();
    }

    boolean isWanted() {
        return wanted;
    }

    /// To be called where nothing is being applied: whether nothing may be now.
    boolean stands() {
        boolean now = wanted;
        if (now != told) {
            told = now;
            listener.pausedByOperator(now);
        }
        if (now) {
            tellThoseWhoWait();
        }
        return now;
    }

    private void tellThoseWhoWait() {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.complete(null);
        }
    }
}
