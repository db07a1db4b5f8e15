package dev.cairn.admin;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What can be done to a shard. **Threading:** any thread.
public interface ShardAdmin {
    /// Begins something, or lets it wait for its turn. What comes of it are texts and numbers by name; if that is a
    /// [dev.cairn.http.RefusedException], it says what to do.
    CompletableFuture<Map<String, Object>> begin(Chore chore);

    /// Lets no more blocks be applied; done when that is so.
    CompletableFuture<@Nullable Void> pause();

    /// Lets blocks be applied again.
    void resume();

    /// Whether it was told to stand still.
    boolean isPaused();
}
