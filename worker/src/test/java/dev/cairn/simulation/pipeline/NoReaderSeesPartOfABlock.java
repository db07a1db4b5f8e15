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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whatever is read, and whenever: it is the state of the very block that the answer names, and that block lies on the
/// one branch that is visible.
final class NoReaderSeesPartOfABlock {
    private final SimulatedProducer producer;
    private final Random random;

    NoReaderSeesPartOfABlock(SimulatedProducer producer, Random random) {
        this.producer = producer;
        this.random = random;
    }

    /// Reads something.
    void check(StateReader reader) {
        if (reader.block(new HeightSelector.Latest()) instanceof Answer.Known<BlockInfo>(var at, var _)) {
            FeedBlock latest = producer.block(at.hash());
            HeightSelector selector = selector(latest.height());
            if (random.nextInt(4) == 0) {
                checkScan(reader, selector, latest);
            } else {
                checkGet(reader, selector, latest);
            }
        }
    }

    /// The latest block that readers see is the one that the marks say.
    void checkLatestIs(StateReader reader, OptionalLong applied) {
        OptionalLong latest = switch (reader.block(new HeightSelector.Latest())) {
            case Answer.Known<BlockInfo>(var at, var _) ->
                OptionalLong.of(at.height().value());
            case Answer.NotYetApplied<BlockInfo> _, Answer.Pruned<BlockInfo> _ -> OptionalLong.empty();
        };
        require(latest.equals(applied), "the latest block at " + latest + " though the mark is " + applied);
    }

    /// The whole state at a height.
    void checkWhole(StateReader reader, long height) {
        BlockRef latest = known(reader.block(new HeightSelector.Latest())).at();
        checkScan(reader, new HeightSelector.At(new BlockHeight(height)), producer.block(latest.hash()));
    }

    private HeightSelector selector(long latest) {
        return switch (random.nextInt(4)) {
            case 0 -> new HeightSelector.Latest();
            default -> new HeightSelector.At(new BlockHeight(random.nextLong(latest + 1)));
        };
    }

    private void checkGet(StateReader reader, HeightSelector selector, FeedBlock latest) {
        StateKey key = new StateKey(
                ChainBuilder.utf8(random.nextInt(3) == 0 ? "counted" + random.nextInt(4) : "key" + random.nextInt(10)));
        Answer.Known<Optional<StateValue>> answer = known(reader.get(key, selector));
        Optional<StateValue> expected =
                Optional.ofNullable(blockOf(answer.at(), latest).state().get(key));
        require(
                answer.value().equals(expected),
                "%s at %s as %s, not as %s"
                        .formatted(key, answer.at(), shortened(answer.value()), shortened(expected)));
    }

    private void checkScan(StateReader reader, HeightSelector selector, FeedBlock latest) {
        Answer.Known<StateScan> answer = known(reader.scan(KeyRange.all(), ScanDirection.ASCENDING, selector));
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

    private static <T> Answer.Known<T> known(Answer<T> answer) {
        if (answer instanceof Answer.Known<T> known) {
            return known;
        }
        throw new AssertionError("NoReaderSeesPartOfABlock: expected an answer, but got " + answer);
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
