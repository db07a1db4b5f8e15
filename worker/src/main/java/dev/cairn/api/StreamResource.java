package dev.cairn.api;

import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import java.util.List;

/// Blocks as they are applied and replaced, one event each.
final class StreamResource {
    private static final String FROM = "from";

    private final Shards<ShardView> shards;

    StreamResource(Shards<ShardView> shards) {
        this.shards = shards;
    }

    Route route() {
        return Route.get("/v1/blocks/stream", "blocks as they come, as server-sent events", this::follow);
    }

    private Reply follow(Request request) {
        Question question = Question.of(request, shards, List.of(FROM));
        return question.shard().streams().open(question.parameters().height(FROM), request.header("Last-Event-ID"));
    }
}
