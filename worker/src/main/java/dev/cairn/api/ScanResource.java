package dev.cairn.api;

import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of a range that have a value, page by page, or all of them line by line.
final class ScanResource {
    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 10_000;
    private static final String LINES = "application/x-ndjson";

    private final Shards<ShardView> shards;
    private final OpenScans openScans;

    ScanResource(Shards<ShardView> shards, OpenScans openScans) {
        this.shards = shards;
        this.openScans = openScans;
    }

    Route route() {
        return Route.get("/v1/state/scan", "keys and values of a range", this::scan);
    }

    private Reply scan(Request request) {
        Question question = Question.of(request, shards, names());
        Parameters parameters = question.parameters();
        Optional<Cursor> cursor = Cursor.of(parameters, Cursor.Kind.SCAN);
        ScanDirection direction = Keys.direction(parameters);
        KeyRange range = Keys.rest(Keys.range(parameters), direction, cursor);
        Point point = Point.of(parameters).goingOn(cursor);
        Page page = new Page(Cursor.Kind.SCAN, "entries", parameters.count("limit", LIMIT, LIMIT_MAX));
        Entries entries = new Entries(parameters.encoding());
        return question.tell(
                point,
                selector -> openScans.placed(() -> question.shard().reader().scan(range, direction, selector)),
                (at, placed, _) -> question.prefers(LINES) && !parameters.has("limit")
                        ? new Told(
                                "lines",
                                () -> Reply.stream(
                                        LINES, new ScanLines(question.shard().number(), at, entries, placed)))
                        : new Told("", () -> page.reply(question, at, placed, writer(entries))),
                OpenScans.Placed::close);
    }

    private static Page.Writer<StateValue> writer(Entries entries) {
        return (json, key, value) -> {
            entries.entry(json, key, Optional.of(value));
            return (long) key.bytes().length() + value.bytes().length();
        };
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(Keys.RANGE);
        names.addAll(List.of("limit", Cursor.PARAMETER));
        names.addAll(Point.PARAMETERS);
        return names;
    }
}
