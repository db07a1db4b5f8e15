package dev.cairn.api;

import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import dev.cairn.model.BlockRef;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values by their keys, one or several.
final class StateResources {
    private static final String KEY = "key";
    private static final String RAW = "application/octet-stream";
    private static final int KEYS_MAX = 1_000;

    private final Shards<ShardView> shards;
    private final Turns turns;

    StateResources(Shards<ShardView> shards, Turns turns) {
        this.shards = shards;
        this.turns = turns;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/state", "the value of a key", this::value),
                Route.postWithBody("/v1/state/batch", "the values of several keys, as of one block", this::batch));
    }

    private Reply value(Request request) {
        Question question = Question.of(request, shards, names(KEY));
        StateKey key = Keys.required(question.parameters(), KEY);
        boolean isRaw = question.prefers(RAW);
        return turns.answer(
                Point.of(question.parameters()),
                (point, bytesMax) -> question.tell(
                        point, selector -> question.shard().reader().get(key, selector), (at, value, _) -> {
                            StateValue found = value.orElseThrow(() -> absent(at, key));
                            if (!isRaw) {
                                LargeAnswerException.throwIfMore(found.bytes().length(), bytesMax);
                            }
                            return new Told(isRaw ? "raw" : "", () -> reply(question, at, key, found, isRaw));
                        }));
    }

    private static RefusedException absent(BlockRef at, StateKey key) {
        return Unanswered.absent("key " + key + " has no value at block " + at, Map.of("at", Facts.of(at)));
    }

    private static Reply reply(Question question, BlockRef at, StateKey key, StateValue found, boolean isRaw) {
        if (isRaw) {
            return Reply.bytes(200, RAW, found.bytes())
                    .with(Map.of(
                            "Cairn-Shard",
                            Integer.toString(question.shard().number()),
                            "Cairn-Height",
                            at.height().toString(),
                            "Cairn-Block-Hash",
                            at.hash().toString()));
        }
        Entries entries = new Entries(question.parameters().encoding());
        return question.reply(at, json -> {
            json.writeFieldName("entry");
            entries.entry(json, key, Optional.of(found));
        });
    }

    private Reply batch(Request request) {
        Question question = Question.of(request, shards, Point.PARAMETERS);
        List<StateKey> keys = KeyList.of(request.body(), question.parameters().encoding(), KEYS_MAX);
        Batch batch = Batch.of(keys);
        Entries entries = new Entries(question.parameters().encoding());
        return turns.answer(
                Point.of(question.parameters()),
                (point, bytesMax) -> question.answerToBody(
                        point,
                        selector -> batch.read(question.shard().reader(), selector, bytesMax),
                        (at, ofDistinct) -> {
                            List<Optional<StateValue>> values = batch.inOrder(ofDistinct, bytesMax);
                            return question.reply(at, json -> {
                                json.writeArrayFieldStart("entries");
                                for (int i = 0; i < keys.size(); i++) {
                                    entries.entry(json, keys.get(i), values.get(i));
                                }
                                json.writeEndArray();
                            });
                        }));
    }

    private static List<String> names(String own) {
        List<String> names = new ArrayList<>(Point.PARAMETERS);
        names.addFirst(own);
        return names;
    }
}
