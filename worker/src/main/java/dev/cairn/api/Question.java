package dev.cairn.api;

import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.thread.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// One question about a shard, on its way to an answer.
final class Question {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;

    private final Request request;
    private final Parameters parameters;
    private final ShardView shard;

    private Question(Request request, Parameters parameters, ShardView shard) {
        this.request = request;
        this.parameters = parameters;
        this.shard = shard;
    }

    /// @param names  of its own parameters; which shard and how bytes are written can be said with every question
    static Question of(Request request, Shards shards, List<String> names) {
        List<String> known = new ArrayList<>(names);
        known.add("enc");
        known.add(Shards.PARAMETER);
        Parameters parameters = new Parameters(request, known);
        return new Question(request, parameters, shards.chosen(parameters));
    }

    Request request() {
        return request;
    }

    Parameters parameters() {
        return parameters;
    }

    ShardView shard() {
        return shard;
    }

    /// Whether the client would rather have this than JSON.
    boolean prefers(String mediaType) {
        return request.header("Accept")
                .map(accept -> accept.contains(mediaType))
                .orElse(false);
    }

    /// What a question comes to, for a client that may wait for it, and may have it already.
    ///
    /// @param read     asks
    /// @param known    makes a reply of what came
    /// @param discard  what is let go of if it is not needed after all
    <T> Reply answer(Point point, Function<HeightSelector, Answer<T>> read, KnownReply<T> known, Consumer<T> discard) {
        Deadline deadline = Deadline.in(point.patience());
        while (true) {
            // Before the question: what is final by then stays, what becomes final later may be another block.
            Marks before = shard.marks().now();
            switch (read.apply(point.selector())) {
                case Answer.Known<T>(var at, var value) -> {
                    return unlessTheClientHasIt(point, before, at, value, known, discard);
                }
                case Answer.Pruned<T>(var earliest) -> throw pruned(earliest);
                case Answer.NotYetApplied<T>(var applied) -> {
                    if (!shard.marks().awaitChange(before, deadline)) {
                        throw notYetApplied(applied, before);
                    }
                }
            }
        }
    }

    <T> Reply answer(Point point, Function<HeightSelector, Answer<T>> read, KnownReply<T> known) {
        return answer(point, read, known, _ -> {});
    }

    /// Makes a reply of what is known.
    @FunctionalInterface
    interface KnownReply<T> {
        Reply of(BlockRef at, T value);
    }

    /// There is nothing by that name as of a block.
    RefusedException absent(String detail, BlockRef at) {
        return new RefusedException(
                new Problem(NOT_FOUND, "absent", "There is no such entry", detail, Map.of("at", Facts.of(at))));
    }

    private <T> Reply unlessTheClientHasIt(
            Point point, Marks before, BlockRef at, T value, KnownReply<T> known, Consumer<T> discard) {
        if (point.pinned().filter(block -> !block.equals(at)).isPresent()) {
            discard.accept(value);
            throw reorged(point.pinned().get(), at);
        }
        Freshness freshness = Freshness.of(point.selector(), at, before, shard);
        if (request.header("If-None-Match").filter(freshness::isAmong).isPresent()) {
            discard.accept(value);
            return freshness.on(Reply.notModified());
        }
        return freshness.on(known.of(at, value));
    }

    private static RefusedException reorged(BlockRef was, BlockRef now) {
        return new RefusedException(new Problem(
                CONFLICT,
                "reorged",
                "The list was read at a block that is gone",
                "the pages before were read at block " + was + ", but a reorganisation has put " + now
                        + " in its place; begin the list anew",
                Map.of("was", Facts.of(was), "at", Facts.of(now))));
    }

    private static RefusedException pruned(BlockHeight earliest) {
        return new RefusedException(new Problem(
                GONE,
                "pruned",
                "The height is not kept any more",
                "the earliest height kept is " + earliest + "; ask for that one or a higher one",
                Map.of("earliest", earliest.value())));
    }

    private static RefusedException notYetApplied(Optional<BlockHeight> applied, Marks marks) {
        Map<String, Object> facts = new TreeMap<>(Map.of("marks", Facts.of(marks)));
        return new RefusedException(new Problem(
                NOT_FOUND,
                "not-yet-applied",
                "The height is not reached yet",
                applied.map(height -> "the newest height is " + height).orElse("there is no block yet")
                        + "; ask again later, or say with wait = 5s how long to wait for it",
                facts));
    }
}
