package dev.cairn.admin;

import dev.cairn.http.Reply;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Lets shards stand still and go on.
final class PauseReplies {
    /// A block that is being applied is applied to its end.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int DONE = 200;
    private static final int UNDER_WAY = 202;

    private final Audit audit;

    PauseReplies(Audit audit) {
        this.audit = audit;
    }

    Reply pause(SortedMap<Integer, ShardAdmin> shards) {
        SortedMap<Integer, CompletableFuture<@Nullable Void>> pauses = new TreeMap<>();
        shards.forEach((shard, admin) -> pauses.put(shard, admin.pause()));
        boolean all = await(pauses);
        audit.done("pause", "shards " + shards.keySet() + (all ? "" : ", after the block that is being applied"));
        return reply(all ? DONE : UNDER_WAY, shards);
    }

    Reply resume(SortedMap<Integer, ShardAdmin> shards) {
        shards.values().forEach(ShardAdmin::resume);
        audit.done("resume", "shards " + shards.keySet());
        return reply(DONE, shards);
    }

    private static boolean await(SortedMap<Integer, CompletableFuture<@Nullable Void>> pauses) {
        try {
            CompletableFuture.allOf(pauses.values().toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Reply reply(int status, SortedMap<Integer, ShardAdmin> shards) {
        return Reply.json(status, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("shards");
            for (var shard : shards.entrySet()) {
                json.writeStartObject();
                json.writeNumberField("shard", shard.getKey());
                json.writeBooleanField("paused", shard.getValue().isPaused());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
