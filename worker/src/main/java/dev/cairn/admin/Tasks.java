package dev.cairn.admin;

import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// What administrators have begun: of each kind one at a time in a shard, of which the last is remembered.
/// **Threading:** any.
final class Tasks {
    private final Audit audit;
    private final SortedMap<String, Task> newest = new TreeMap<>();

    Tasks(Audit audit) {
        this.audit = audit;
    }

    /// In all of these shards, or in none.
    ///
    /// @throws RefusedException  if one of them is at it already
    synchronized List<Task> begin(Chore chore, SortedMap<Integer, ShardAdmin> shards) {
        shards.keySet().forEach(shard -> refuseIfRunning(chore, shard));
        List<Task> begun = new ArrayList<>();
        shards.forEach((shard, admin) -> begun.add(begin(chore, shard, admin)));
        return begun;
    }

    /// Those that run, and the last of each kind.
    synchronized List<Task> all() {
        return List.copyOf(newest.values());
    }

    private Task begin(Chore chore, int shard, ShardAdmin admin) {
        audit.began(chore, shard);
        long start = System.nanoTime();
        CompletableFuture<Duration> took = new CompletableFuture<>();
        CompletableFuture<Map<String, Object>> outcome = outcome(chore, admin).whenComplete((result, thrown) -> {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            took.complete(time);
            audit.ended(chore, shard, time, result, thrown);
        });
        Task task = new Task(chore.kind(), shard, Instant.now().truncatedTo(ChronoUnit.MILLIS), outcome, took);
        newest.put(key(chore, shard), task);
        return task;
    }

    private static CompletableFuture<Map<String, Object>> outcome(Chore chore, ShardAdmin admin) {
        try {
            return admin.begin(chore);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void refuseIfRunning(Chore chore, int shard) {
        Task last = newest.get(key(chore, shard));
        if (last != null && last.isRunning()) {
            throw new RefusedException(new Problem(
                    409,
                    "already-running",
                    "It is being done already",
                    "expected no " + chore.kind() + " of shard " + shard + " to be under way, but one is since "
                            + last.began() + "; /v1/admin/tasks says when it has ended",
                    Map.of(
                            "task",
                            chore.kind(),
                            "shard",
                            shard,
                            "since",
                            last.began().toString())));
        }
    }

    private static String key(Chore chore, int shard) {
        return "%010d %s".formatted(shard, chore.kind());
    }
}
