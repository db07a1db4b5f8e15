package dev.cairn.api;

import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateValue;
import dev.cairn.read.Answer;
import dev.cairn.read.ChangeScan;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.KeyChange;
import dev.cairn.read.StateReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// What a block changed, and in what two heights differ; deletes included.
final class ChangeResources {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 10_000;

    private final Shards<ShardView> shards;
    private final OpenScans openScans;

    ChangeResources(Shards<ShardView> shards, OpenScans openScans) {
        this.shards = shards;
        this.openScans = openScans;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/blocks/{block}/changes", "what a block changed, with the values before", this::ofBlock),
                Route.get("/v1/changes", "in what the state at two heights differs", this::between));
    }

    private Reply ofBlock(Request request) {
        Question question = Question.of(request, shards, List.of(Keys.PREFIX, "limit", Point.WAIT, Cursor.PARAMETER));
        return list(
                question,
                BlockResources.point(question),
                new Listing(Cursor.Kind.BLOCK_CHANGES, question.shard().reader()::changesOf, false));
    }

    private Reply between(Request request) {
        Question question =
                Question.of(request, shards, List.of(FROM, TO, Keys.PREFIX, "limit", Point.WAIT, Cursor.PARAMETER));
        Parameters parameters = question.parameters();
        BlockHeight from = parameters.required(FROM, "a height, from 0 on", parameters.height(FROM));
        HeightSelector to = parameters
                .read(TO, "a height, from 0 on, or latest or finalized", Point::parseSelector)
                .orElseGet(HeightSelector.Latest::new);
        Duration patience = Point.patience(parameters);
        StateReader reader = question.shard().reader();
        if (to instanceof HeightSelector.At(var height) && from.compareTo(height) > 0) {
            // Read at the higher one all the same: while that block stands, so does the other.
            return list(
                    question,
                    new Point(new HeightSelector.At(from), patience, Optional.empty()),
                    new Listing(
                            Cursor.Kind.DIFF, (selector, range) -> reader.changesBetween(to, selector, range), true));
        }
        return list(
                question,
                new Point(to, patience, Optional.empty()),
                new Listing(
                        Cursor.Kind.DIFF,
                        (selector, range) -> notBelow(
                                from, reader.changesBetween(new HeightSelector.At(from), selector, range), parameters),
                        false));
    }

    /// The answer is as of one block, and settled by it only if that lies above the other one. For heights the question
    /// can be turned round; where finality stands when it is asked again, nobody knows.
    private static Answer<ChangeScan> notBelow(BlockHeight from, Answer<ChangeScan> answer, Parameters parameters) {
        if (answer instanceof Answer.Known<ChangeScan>(var at, var changes)
                && at.height().compareTo(from) < 0) {
            changes.close();
            throw parameters.refused(
                    FROM,
                    "at or below the height that '" + TO + "' stands for, which is " + at.height()
                            + "; name both as heights to compare them the other way round");
        }
        return answer;
    }

    /// What is listed.
    ///
    /// @param backwards  what is read as before comes after, and the other way round
    private record Listing(
            Cursor.Kind kind, BiFunction<HeightSelector, KeyRange, Answer<ChangeScan>> read, boolean backwards) {
        KeyChange shown(KeyChange change) {
            return backwards
                    ? new KeyChange(change.key(), /* before= */ change.after(), /* after= */ change.before())
                    : change;
        }
    }

    private Reply list(Question question, Point point, Listing listing) {
        Parameters parameters = question.parameters();
        Optional<Cursor> cursor = Cursor.of(parameters, listing.kind());
        KeyRange range = Keys.rest(Keys.prefix(parameters), ScanDirection.ASCENDING, cursor);
        Page page = new Page(listing.kind(), "changes", parameters.count("limit", LIMIT, LIMIT_MAX));
        return question.answer(
                point.goingOn(cursor),
                selector -> openScans.placed(() -> listing.read().apply(selector, range)),
                (at, placed) -> page.reply(question, at, placed, writer(parameters, listing)),
                OpenScans.Placed::close);
    }

    private static Page.Writer<KeyChange> writer(Parameters parameters, Listing listing) {
        Entries entries = new Entries(parameters.encoding());
        return (json, _, change) -> {
            entries.change(json, listing.shown(change));
            return bytes(change);
        };
    }

    private static long bytes(KeyChange change) {
        return (long) change.key().bytes().length() + bytes(change.before()) + bytes(change.after());
    }

    private static int bytes(Optional<StateValue> value) {
        return value.map(some -> some.bytes().length()).orElse(0);
    }
}
