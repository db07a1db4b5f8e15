package dev.cairn.api;

import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import java.util.List;
import java.util.Optional;

/// Blocks as they are applied and replaced, one event each.
final class StreamResource {
    private static final String FROM = "from";
    /// A page that makes an `EventSource` of its own, after an answer that was none, cannot set its header.
    private static final String AFTER = "after";

    private final Shards<ShardView> shards;

    StreamResource(Shards<ShardView> shards) {
        this.shards = shards;
    }

    Route route() {
        return Route.get("/v1/blocks/stream", "blocks as they come, as server-sent events", this::follow);
    }

    private Reply follow(Request request) {
        Question question = Question.of(request, shards, List.of(FROM, AFTER));
        // The header first: an EventSource that connects again by itself repeats its address, and has heard more since.
        Optional<String> lastEventId =
                request.header("Last-Event-ID").or(() -> question.parameters().text(AFTER));
        return question.shard().streams().open(question.parameters().height(FROM), lastEventId);
    }
}
