package dev.cairn.admin;

import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Every resource under `/v1/admin`. Without a token for administration there is none of them.
public final class AdminRoutes {
    private static final String PATH = "/v1/admin/";
    private static final String SHARD = Shards.PARAMETER;

    private final Shards<ShardAdmin> shards;
    private final Audit audit = new Audit();
    private final TaskReplies tasks = new TaskReplies(new Tasks(audit));
    private final PauseReplies pauses;
    private final LogLevelReplies levels;

    private AdminRoutes(Shards<ShardAdmin> shards, LogLevels levels) {
        this.shards = shards;
        pauses = new PauseReplies(audit);
        this.levels = new LogLevelReplies(levels, audit);
    }

    /// The routes of a worker.
    ///
    /// @param configured  the numbers of its shards
    /// @param open        those that run by now
    public static List<Route> of(
            Set<Integer> configured, Supplier<SortedMap<Integer, ShardAdmin>> open, LogLevels levels) {
        return new AdminRoutes(new Shards<>(configured, open), levels).routes();
    }

    private List<Route> routes() {
        return List.of(
                post("flush", "makes what is final durable now", this::flush),
                post("snapshot", "copies the database as of its newest durable block", this::snapshot),
                post("prune", "forgets what is older than a height", this::prune),
                post("rewind", "makes an older block the last one again, and reads on from there", this::rewind),
                post("compact", "gives back the space of what was forgotten, in the background", this::compact),
                post("pause", "lets no more blocks be applied, until resume or a restart", this::pause),
                post("resume", "lets blocks be applied again", this::resume),
                post("log-level", "changes how much is logged, until a restart", levels::set),
                Route.get(PATH + "tasks", "what administrators have begun, and what came of it", this::tasks)
                        .forAdmins());
    }

    private Route post(String name, String about, Route.Handler handler) {
        return Route.post(PATH + name, about, request -> {
                    try {
                        return handler.answer(request);
                    } catch (RefusedException e) {
                        audit.refused(name, e.problem().name());
                        throw e;
                    }
                })
                .forAdmins();
    }

    private Reply flush(Request request) {
        var _ = AdminQuestion.of(request, SHARD);
        return tasks.whenEnded(new Chore.Flush(), shards.oneOrAll(request));
    }

    private Reply snapshot(Request request) {
        var _ = AdminQuestion.of(request, SHARD);
        return tasks.whenEnded(new Chore.Snapshot(), shards.oneOrAll(request));
    }

    /// Heights of one shard say nothing about another.
    private Reply prune(Request request) {
        AdminQuestion question = AdminQuestion.of(request, "below", SHARD);
        return tasks.whenEnded(new Chore.Prune(question.height("below")), shards.justOne(request));
    }

    /// Heights of one shard say nothing about another.
    private Reply rewind(Request request) {
        AdminQuestion question = AdminQuestion.of(request, "to", SHARD);
        return tasks.whenEnded(new Chore.Rewind(question.height("to")), shards.justOne(request));
    }

    private Reply compact(Request request) {
        AdminQuestion question = AdminQuestion.of(request, "prefix", "from", "to", SHARD);
        return tasks.atOnce(new Chore.Compact(question.slice()), shards.oneOrAll(request));
    }

    private Reply pause(Request request) {
        var _ = AdminQuestion.of(request, SHARD);
        return pauses.pause(shards.oneOrAll(request));
    }

    private Reply resume(Request request) {
        var _ = AdminQuestion.of(request, SHARD);
        return pauses.resume(shards.oneOrAll(request));
    }

    private Reply tasks(Request request) {
        var _ = AdminQuestion.of(request);
        return tasks.all();
    }
}
