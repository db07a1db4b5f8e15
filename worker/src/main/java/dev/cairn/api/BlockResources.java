package dev.cairn.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.http.Json;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.read.Answer;
import dev.cairn.read.BlockInfo;
import dev.cairn.read.HeightSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Blocks: one of them, or the newest.
final class BlockResources {
    private static final String BLOCK = "block";
    private static final String BEFORE = "before";
    private static final String LIMIT = "limit";
    private static final int LIMIT_STANDARD = 20;
    private static final int LIMIT_MAX = 1_000;

    private final Shards<ShardView> shards;

    BlockResources(Shards<ShardView> shards) {
        this.shards = shards;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/blocks", "the newest blocks, or those before a height", this::list),
                Route.get("/v1/blocks/{block}", "a block by its height or hash, or latest or finalized", this::one));
    }

    /// Names a block to be asked for by height; one that is named by its hash has to be the one at that height. A hash
    /// cannot be waited for: nobody knows whether its block will ever come.
    static Point point(Question question) {
        String text = question.request().pathParameter(BLOCK);
        Parameters parameters = question.parameters();
        Duration patience = Point.patience(parameters);
        return switch (BlockName.parse(text).orElseThrow(() -> notABlock(text))) {
            case BlockName.ByHeight(var selector) -> new Point(selector, patience, Optional.empty());
            case BlockName.ByHash(var hash) -> {
                if (parameters.has(Point.WAIT)) {
                    throw parameters.refused(Point.WAIT, "left out where a block is named by its hash");
                }
                BlockRef ref = found(question, hash).ref();
                yield new Point(new HeightSelector.At(ref.height()), Duration.ZERO, Optional.of(ref));
            }
        };
    }

    private Reply one(Request request) {
        Question question = Question.of(request, shards, List.of(Point.WAIT));
        return question.tell(
                point(question),
                selector -> question.shard().reader().block(selector),
                (at, block, marks) -> told(question, at, List.of(block), marks, json -> {
                    json.writeFieldName(BLOCK);
                    write(json, block, marks);
                }));
    }

    private static BlockInfo found(Question question, BlockHash hash) {
        return question.shard()
                .reader()
                .block(hash)
                .orElseThrow(() -> Unanswered.absent(
                        "no block with hash " + hash + " is on the branch that is visible now and kept; it may have"
                                + " lost, be pruned, or be still to come",
                        Map.of("hash", hash.toString())));
    }

    private Reply list(Request request) {
        Question question = Question.of(request, shards, List.of(BEFORE, LIMIT));
        int limit = question.parameters().count(LIMIT, LIMIT_STANDARD, LIMIT_MAX);
        HeightSelector newest = question.parameters()
                .height(BEFORE)
                .map(before -> below(question, before))
                .orElseGet(HeightSelector.Latest::new);
        return question.tell(
                new Point(newest, Duration.ZERO, Optional.empty()),
                selector -> question.shard().reader().block(selector),
                (at, block, marks) -> {
                    List<BlockInfo> blocks = linked(question, block, limit);
                    return told(question, at, blocks, marks, json -> {
                        json.writeArrayFieldStart("blocks");
                        for (BlockInfo one : blocks) {
                            write(json, one, marks);
                        }
                        json.writeEndArray();
                    });
                });
    }

    /// A block becomes final, and gets its digest, while it stays the same block; and a list of blocks may end sooner
    /// when it is asked for again.
    private static Told told(Question question, BlockRef at, List<BlockInfo> blocks, Marks marks, Json.Writer members) {
        long finals = blocks.stream().filter(block -> isFinal(block, marks)).count();
        long digests =
                blocks.stream().filter(block -> block.digest().isPresent()).count();
        return new Told(blocks.size() + "." + finals + "." + digests, () -> question.reply(at, members));
    }

    private static boolean isFinal(BlockInfo block, Marks marks) {
        return block.ref().height().value() <= marks.finalized().orElse(-1);
    }

    private static HeightSelector below(Question question, BlockHeight before) {
        if (before.value() == 0) {
            throw question.parameters().refused(BEFORE, "a height above 0, since there is none below");
        }
        return new HeightSelector.At(new BlockHeight(before.value() - 1));
    }

    /// Each the parent of the one before: where a reorganisation comes between, the list ends, and so does it where
    /// history is pruned.
    private static List<BlockInfo> linked(Question question, BlockInfo newest, int limit) {
        List<BlockInfo> blocks = new ArrayList<>(List.of(newest));
        Optional<BlockInfo> next = parent(question, newest);
        while (next.isPresent() && blocks.size() < limit) {
            blocks.add(next.get());
            next = parent(question, next.get());
        }
        return blocks;
    }

    private static Optional<BlockInfo> parent(Question question, BlockInfo of) {
        long height = of.ref().height().value();
        if (height == 0 || of.parent().isEmpty()) {
            return Optional.empty();
        }
        return switch (question.shard().reader().block(new HeightSelector.At(new BlockHeight(height - 1)))) {
            case Answer.Known<BlockInfo>(var at, var block)
            when of.parent().filter(at.hash()::equals).isPresent() -> Optional.of(block);
            case Answer.Known<BlockInfo> _, Answer.Pruned<BlockInfo> _, Answer.NotYetApplied<BlockInfo> _ ->
                Optional.empty();
        };
    }

    private static void write(JsonGenerator json, BlockInfo block, Marks marks) throws IOException {
        json.writeStartObject();
        json.writeNumberField("height", block.ref().height().value());
        json.writeStringField("hash", block.ref().hash().toString());
        json.writeStringField("parent", block.parent().map(BlockHash::toString).orElse(null));
        json.writeNumberField("timestampMs", block.timestampMs());
        json.writeNumberField("changes", block.changeCount());
        json.writeStringField("digest", block.digest().map(Bytes::toHex).orElse(null));
        json.writeBooleanField("final", isFinal(block, marks));
        json.writeEndObject();
    }

    private static RefusedException notABlock(String text) {
        return new RefusedException(
                Problem.badParameter(
                        BLOCK,
                        Optional.of(text),
                        "a height, latest, finalized, or a hash in hexadecimal digits, with 0x before it if it has digits only"));
    }
}
