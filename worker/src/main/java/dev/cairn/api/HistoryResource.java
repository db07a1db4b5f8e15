package dev.cairn.api;

import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.StateKey;
import dev.cairn.read.HistoryPage;
import dev.cairn.read.KeyHistory;
import dev.cairn.read.KeyVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of a key, the newest version first.
final class HistoryResource {
    private static final String KEY = "key";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final int LIMIT = 100;

    private final Shards<ShardView> shards;
    private final Turns turns;

    HistoryResource(Shards<ShardView> shards, Turns turns) {
        this.shards = shards;
        this.turns = turns;
    }

    Route route() {
        return Route.get("/v1/state/history", "the versions of a key, newest first", this::history);
    }

    private Reply history(Request request) {
        Question question = Question.of(request, shards, names());
        Parameters parameters = question.parameters();
        StateKey key = Keys.required(parameters, KEY);
        Optional<Cursor> cursor = Cursor.of(parameters, Cursor.Kind.HISTORY);
        HistoryPage page = page(parameters, cursor);
        return turns.answer(
                Point.of(parameters).goingOn(cursor),
                (point, bytesMax) -> question.tell(
                        point, selector -> question.shard().reader().history(key, selector, page), (at, history, _) -> {
                            LargeAnswerException.throwIfMore(bytes(history), bytesMax);
                            return new Told(
                                    extent(history), /* isSettled= */ false, () -> reply(question, at, key, history));
                        }));
    }

    private static long bytes(KeyHistory history) {
        return history.versions().stream().mapToLong(HistoryResource::bytes).sum();
    }

    private static long bytes(KeyVersion version) {
        return switch (version) {
            case KeyVersion.Written(var _, var value) -> value.bytes().length();
            case KeyVersion.WrittenAtOrBefore(var _, var value) -> value.bytes().length();
            case KeyVersion.Deleted _ -> 0;
        };
    }

    /// How far back it goes, which is less each time something is pruned.
    private static String extent(KeyHistory history) {
        List<KeyVersion> versions = history.versions();
        return versions.isEmpty()
                ? "0"
                : versions.size()
                        + (versions.getLast() instanceof KeyVersion.WrittenAtOrBefore(var height, var _)
                                ? "." + height
                                : "");
    }

    private static HistoryPage page(Parameters parameters, Optional<Cursor> cursor) {
        BlockHeight from = parameters.height(FROM).orElse(new BlockHeight(0));
        BlockHeight to = parameters.height(TO).orElse(new BlockHeight(BlockHeight.MAX_VALUE));
        if (from.compareTo(to) > 0) {
            throw parameters.refused(TO, "at or above from, which is " + from);
        }
        HistoryPage first = new HistoryPage(from, to, parameters.count("limit", LIMIT, HistoryPage.COUNT_MAX));
        BlockHeight next = cursor.map(Cursor::height).orElse(to);
        if (next.compareTo(from) < 0) {
            throw parameters.refused(Cursor.PARAMETER, "one that came with the page before of the same list");
        }
        return first.goOnAt(next);
    }

    private static Reply reply(Question question, BlockRef at, StateKey key, KeyHistory history) {
        Entries entries = new Entries(question.parameters().encoding());
        return question.reply(at, json -> {
            entries.key(json, key);
            json.writeArrayFieldStart("versions");
            for (KeyVersion version : history.versions()) {
                entries.version(json, key, version);
            }
            json.writeEndArray();
            json.writeStringField(
                    Cursor.PARAMETER,
                    history.next()
                            .map(next -> new Cursor(Cursor.Kind.HISTORY, at, Cursor.last(next)).text())
                            .orElse(null));
        });
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(KEY, FROM, TO, "limit", Cursor.PARAMETER));
        names.addAll(Point.PARAMETERS);
        return names;
    }
}
