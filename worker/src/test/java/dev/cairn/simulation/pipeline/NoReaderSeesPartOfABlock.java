package dev.cairn.simulation.pipeline;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.read.Answer;
import dev.cairn.read.BlockInfo;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import dev.cairn.read.StateScan;
import dev.cairn.storage.Storage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whatever is read, and whenever: it is the state of the very block that the answer names, and that block lies on the
/// one branch that is visible. What is older than the floor gets no answer, and everything else does.
final class NoReaderSeesPartOfABlock {
    private final SimulatedProducer producer;
    private final Random random;

    NoReaderSeesPartOfABlock(SimulatedProducer producer, Random random) {
        this.producer = producer;
        this.random = random;
    }

    /// Reads something.
    void check(WorkerLife life) {
        StateReader reader = life.reader();
        if (reader.block(new HeightSelector.Latest()) instanceof Answer.Known<BlockInfo>(var at, var _)) {
            FeedBlock latest = producer.block(at.hash());
            HeightSelector selector = selector(latest.height());
            if (random.nextInt(4) == 0) {
                checkScan(life, selector, latest);
            } else {
                checkGet(life, selector, latest);
            }
        }
    }

    /// The latest block that readers see is the one that the marks say.
    void checkLatestIs(WorkerLife life, OptionalLong applied) {
        OptionalLong latest = switch (life.reader().block(new HeightSelector.Latest())) {
            case Answer.Known<BlockInfo>(var at, var _) ->
                OptionalLong.of(at.height().value());
            case Answer.NotYetApplied<BlockInfo> _, Answer.Pruned<BlockInfo> _ -> OptionalLong.empty();
        };
        require(latest.equals(applied), "the latest block at " + latest + " though the mark is " + applied);
    }

    /// The whole state at a height, if it is kept.
    void checkWhole(WorkerLife life, long height) {
        HeightSelector newest = new HeightSelector.Latest();
        BlockRef latest =
                known(life, newest, life.reader().block(newest)).orElseThrow().at();
        checkScan(life, new HeightSelector.At(new BlockHeight(height)), producer.block(latest.hash()));
    }

    private HeightSelector selector(long latest) {
        return switch (random.nextInt(4)) {
            case 0 -> new HeightSelector.Latest();
            default -> new HeightSelector.At(new BlockHeight(random.nextLong(latest + 1)));
        };
    }

    private void checkGet(WorkerLife life, HeightSelector selector, FeedBlock latest) {
        StateKey key = new StateKey(
                ChainBuilder.utf8(random.nextInt(3) == 0 ? "counted" + random.nextInt(4) : "key" + random.nextInt(10)));
        Optional<Answer.Known<Optional<StateValue>>> known =
                known(life, selector, life.reader().get(key, selector));
        if (known.isEmpty()) {
            return;
        }
        Answer.Known<Optional<StateValue>> answer = known.get();
        Optional<StateValue> expected =
                Optional.ofNullable(blockOf(answer.at(), latest).state().get(key));
        require(
                answer.value().equals(expected),
                "%s at %s as %s, not as %s"
                        .formatted(key, answer.at(), shortened(answer.value()), shortened(expected)));
    }

    private void checkScan(WorkerLife life, HeightSelector selector, FeedBlock latest) {
        Optional<Answer.Known<StateScan>> known =
                known(life, selector, life.reader().scan(KeyRange.all(), ScanDirection.ASCENDING, selector));
        if (known.isEmpty()) {
            return;
        }
        Answer.Known<StateScan> answer = known.get();
        SortedMap<StateKey, StateValue> found = new TreeMap<>(BlockMaker.BY_BYTES);
        try (StateScan scan = answer.value()) {
            while (scan.next()) {
                found.put(scan.key(), scan.value());
            }
        }
        SortedMap<StateKey, StateValue> expected = blockOf(answer.at(), latest).state();
        require(found.equals(expected), "at " + answer.at() + " " + shortened(found) + ", not " + shortened(expected));
    }

    private FeedBlock blockOf(BlockRef at, FeedBlock latest) {
        int height = Math.toIntExact(at.height().value());
        require(
                height < latest.branch().size() && latest.branch().get(height).equals(at),
                at + ", which is not on the branch of " + latest.ref());
        return producer.block(at.hash());
    }

    /// Empty if the height is forgotten, and rightly so.
    private static <T> Optional<Answer.Known<T>> known(WorkerLife life, HeightSelector selector, Answer<T> answer) {
        Storage storage = life.database().storage();
        boolean isForgotten = storage.committed().isPresent()
                && selector instanceof HeightSelector.At(var height)
                && height.value() < storage.earliestHeight();
        return switch (answer) {
            case Answer.Known<T> known when !isForgotten -> Optional.of(known);
            case Answer.Pruned<T>(var earliest)
            when isForgotten && earliest.value() == storage.earliestHeight() -> Optional.empty();
            default ->
                throw new AssertionError("NoReaderSeesPartOfABlock: expected an answer at " + selector + " if it is"
                        + " kept, with the earliest height " + storage.earliestHeight() + ", but got " + answer);
        };
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() < 400 ? text : text.substring(0, 400) + "…";
    }

    private static void require(boolean holds, String seen) {
        if (!holds) {
            throw new AssertionError("NoReaderSeesPartOfABlock: a reader saw " + seen);
        }
    }
}
