package dev.cairn.api;

import dev.cairn.http.Json;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Shards;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.thread.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// One question about a shard, on its way to an answer.
final class Question {
    private final Request request;
    private final Parameters parameters;
    private final ShardView shard;

    private Question(Request request, Parameters parameters, ShardView shard) {
        this.request = request;
        this.parameters = parameters;
        this.shard = shard;
    }

    /// @param names  of its own parameters; which shard and how bytes are written can be said with every question
    static Question of(Request request, Shards<ShardView> shards, List<String> names) {
        List<String> known = new ArrayList<>(names);
        known.add("enc");
        known.add(Shards.PARAMETER);
        Parameters parameters = new Parameters(request, known);
        return new Question(request, parameters, shards.one(request));
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
        return request.accept().prefers(mediaType, "application/json");
    }

    /// What a question comes to, for a client that may wait for it, and may have it already.
    ///
    /// @param read     asks
    /// @param teller   makes an answer of what came
    /// @param discard  what is let go of if it is not needed after all
    <T> Reply tell(Point point, Function<HeightSelector, Answer<T>> read, Told.Teller<T> teller, Consumer<T> discard) {
        return known(
                point, read, (before, at, value) -> unlessTheClientHasIt(point, before, at, value, teller, discard));
    }

    /// What a question with a body comes to. Caches go by addresses, and the body is no part of it, so the answer says
    /// nothing of how long it holds.
    <T> Reply answerToBody(Point point, Function<HeightSelector, Answer<T>> read, KnownReply<T> known) {
        return known(point, read, (_, at, value) -> known.of(at, value));
    }

    private interface Known<T> {
        Reply reply(Marks before, BlockRef at, T value);
    }

    private <T> Reply known(Point point, Function<HeightSelector, Answer<T>> read, Known<T> known) {
        Deadline deadline = Deadline.in(point.patience());
        while (true) {
            // Before the question: what is final by then stays, what becomes final later may be another block.
            Marks before = shard.marks().now();
            switch (read.apply(point.selector())) {
                case Answer.Known<T>(var at, var value) -> {
                    return known.reply(before, at, value);
                }
                case Answer.Pruned<T>(var earliest) ->
                    throw Unanswered.pruned(earliest, keptFrom(earliest, point.selector()));
                case Answer.NotYetApplied<T>(var applied) -> {
                    if (!shard.marks().awaitChange(before, deadline)) {
                        if (shard.marks().isClosed()) {
                            throw new RefusedException(Problem.closing());
                        }
                        throw Unanswered.notYetApplied(Facts.of(before), reachedTo(applied, point.patience()));
                    }
                }
            }
        }
    }

    private static String keptFrom(BlockHeight earliest, HeightSelector asked) {
        String kept = "the earliest height kept is " + earliest + "; ask for that one or a higher one";
        return asked instanceof HeightSelector.AtTime
                ? "there was no block yet at that time, or it is not kept; " + kept
                : kept;
    }

    private static String reachedTo(Optional<BlockHeight> applied, Duration patience) {
        return applied.map(height -> "the newest height is " + height).orElse("there is no block yet")
                + (patience.isZero()
                        ? "; ask again later, or say with wait = 5s how long to wait for it"
                        : ", and it did not come while it was waited for; ask again later");
    }

    <T> Reply tell(Point point, Function<HeightSelector, Answer<T>> read, Told.Teller<T> teller) {
        return tell(point, read, teller, _ -> {});
    }

    /// As [#tell], where there is one form of the answer, and its block settles it.
    <T> Reply answer(Point point, Function<HeightSelector, Answer<T>> read, KnownReply<T> known, Consumer<T> discard) {
        return tell(point, read, (at, value, _) -> new Told("", () -> known.of(at, value)), discard);
    }

    <T> Reply answer(Point point, Function<HeightSelector, Answer<T>> read, KnownReply<T> known) {
        return answer(point, read, known, _ -> {});
    }

    /// Makes a reply of what is known.
    @FunctionalInterface
    interface KnownReply<T> {
        Reply of(BlockRef at, T value);
    }

    /// An answer that names the block it was read at, and whatever `members` writes.
    Reply reply(BlockRef at, Json.Writer members) {
        return Reply.json(200, json -> {
            json.writeStartObject();
            Entries.at(json, shard.number(), at);
            members.write(json);
            json.writeEndObject();
        });
    }

    private <T> Reply unlessTheClientHasIt(
            Point point, Marks before, BlockRef at, T value, Told.Teller<T> teller, Consumer<T> discard) {
        if (point.pinned().filter(block -> !block.equals(at)).isPresent()) {
            discard.accept(value);
            throw Unanswered.reorged(point.pinned().get(), at);
        }
        Told told = teller.of(at, value, before);
        Freshness freshness = Freshness.of(point.selector(), at, told, before, shard);
        if (request.header("If-None-Match").filter(freshness::isAmong).isPresent()) {
            discard.accept(value);
            return freshness.on(Reply.notModified());
        }
        return freshness.on(told.reply().get());
    }
}
