package dev.cairn.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A shard that writes down what it is asked for, and does it when told.
final class ScriptedShard implements ShardAdmin {
    final List<Chore> begun = new ArrayList<>();
    /// What the next chores come to; done with nothing to tell, if nothing is said.
    Optional<CompletableFuture<Map<String, Object>>> next = Optional.empty();

    private boolean paused;

    @Override
    public synchronized CompletableFuture<Map<String, Object>> begin(Chore chore) {
        begun.add(chore);
        return next.orElseGet(() -> CompletableFuture.completedFuture(Map.of("height", 7L, "hash", "ab")));
    }

    @Override
    public synchronized CompletableFuture<@Nullable Void> pause() {
        paused = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void resume() {
        paused = false;
    }

    @Override
    public synchronized boolean isPaused() {
        return paused;
    }
}
