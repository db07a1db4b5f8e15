package dev.cairn.admin;

import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What is answered to those who begin something: what came of it, or, if that takes long, that it is under way.
final class TaskReplies {
    /// Clients give up after half a minute or so.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int DONE = 200;
    private static final int UNDER_WAY = 202;

    private final Tasks tasks;

    TaskReplies(Tasks tasks) {
        this.tasks = tasks;
    }

    Reply whenEnded(Chore chore, SortedMap<Integer, ShardAdmin> shards) {
        List<Task> begun = tasks.begin(chore, shards);
        await(begun);
        return reply(begun);
    }

    Reply atOnce(Chore chore, SortedMap<Integer, ShardAdmin> shards) {
        return reply(tasks.begin(chore, shards));
    }

    Reply all() {
        return listing(DONE, tasks.all());
    }

    private static void await(List<Task> begun) {
        try {
            CompletableFuture.allOf(begun.stream().map(Task::outcome).toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // The tasks say it themselves.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply reply(List<Task> begun) {
        Optional<Throwable> failure =
                begun.stream().flatMap(task -> task.failure().stream()).findFirst();
        if (failure.isPresent()) {
            return problem(failure.get()).reply();
        }
        return listing(begun.stream().anyMatch(Task::isRunning) ? UNDER_WAY : DONE, begun);
    }

    /// The log has it already.
    private static Problem problem(Throwable failure) {
        return failure instanceof RefusedException refused
                ? refused.problem()
                : new Problem(500, "failed", "The worker failed to answer", Task.explanation(failure), Map.of());
    }

    private static Reply listing(int status, List<Task> tasks) {
        return Reply.json(status, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("tasks");
            for (Task task : tasks) {
                task.write(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
