package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.storage.KeyRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;

/// Compares what a reader says of the state at some heights with a model.
final class ReadChecks {
    private final StateReader reader;
    private final ModelChain model;
    private final Random random;
    private final int keys;

    ReadChecks(StateReader reader, ModelChain model, Random random, int keys) {
        this.reader = reader;
        this.model = model;
        this.random = random;
        this.keys = keys;
    }

    /// How far the store is; -1 for nothing yet.
    record Marks(long floor, long flushedHeight, long finalHeight) {}

    void check(Marks marks) {
        if (model.isEmpty()) {
            assertThat(reader.block(new HeightSelector.Latest()))
                    .isEqualTo(new Answer.NotYetApplied<>(Optional.empty()));
            return;
        }
        BlockHeight newest = new BlockHeight(model.height());
        checkState(new HeightSelector.Latest(), newest.value(), marks);
        if (marks.finalHeight() >= 0) {
            checkState(new HeightSelector.Finalized(), marks.finalHeight(), marks);
        } else {
            assertThat(reader.get(key("key0"), new HeightSelector.Finalized()))
                    .isEqualTo(new Answer.NotYetApplied<>(Optional.of(newest)));
        }
        for (int i = 0; i < 3; i++) {
            long height = random.nextLong(Math.max(0, model.first() - 2), newest.value() + 3);
            HeightSelector at = new HeightSelector.At(new BlockHeight(height));
            if (height > newest.value()) {
                assertThat(reader.get(key("key0"), at)).isEqualTo(new Answer.NotYetApplied<>(Optional.of(newest)));
            } else if (height < marks.floor()) {
                assertThat(reader.get(key("key0"), at)).isEqualTo(new Answer.Pruned<>(new BlockHeight(marks.floor())));
            } else {
                checkState(at, height, marks);
            }
        }
    }

    private void checkState(HeightSelector selector, long height, Marks marks) {
        BlockRef block = model.at(height).ref();
        NavigableMap<String, String> state = model.stateAt(height);
        BlockInfo info = info(height, marks);
        assertThat(reader.block(selector)).isEqualTo(new Answer.Known<>(block, info));
        assertThat(reader.block(block.hash())).contains(info);
        List<StateKey> several = new ArrayList<>();
        List<Optional<StateValue>> values = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "key" + random.nextInt(keys);
            Optional<StateValue> value = Optional.ofNullable(state.get(name)).map(ReadChecks::value);
            several.add(key(name));
            values.add(value);
            assertThat(reader.get(key(name), selector))
                    .as("%s at height %d", name, height)
                    .isEqualTo(new Answer.Known<>(block, value));
        }
        assertThat(reader.getAll(several, selector)).isEqualTo(new Answer.Known<>(block, values));
        checkScans(selector, state);
    }

    private BlockInfo info(long height, Marks marks) {
        Block block = model.at(height);
        return new BlockInfo(
                block.ref(),
                block.facts().parent(),
                block.facts().timestampMs(),
                model.changesAt(height).size(),
                height <= marks.flushedHeight() ? Optional.of(model.digestAt(height)) : Optional.empty());
    }

    private void checkScans(HeightSelector selector, NavigableMap<String, String> state) {
        String from = "key" + random.nextInt(keys);
        String to = "key" + random.nextInt(keys);
        KeyRange range = KeyRange.between(ChainBuilder.utf8(from), ChainBuilder.utf8(to));
        NavigableMap<String, String> inRange =
                from.compareTo(to) < 0 ? state.subMap(from, true, to, false) : state.subMap(from, true, from, false);
        assertThat(scanned(KeyRange.all(), ScanDirection.ASCENDING, selector)).isEqualTo(List.copyOf(state.entrySet()));
        switch (random.nextInt(3)) {
            case 0 ->
                assertThat(scanned(range, ScanDirection.ASCENDING, selector))
                        .isEqualTo(List.copyOf(inRange.entrySet()));
            case 1 ->
                assertThat(scanned(range, ScanDirection.DESCENDING, selector))
                        .isEqualTo(List.copyOf(inRange.descendingMap().entrySet()));
            default ->
                assertThat(scanned(KeyRange.prefix(ChainBuilder.utf8("key1")), ScanDirection.DESCENDING, selector))
                        .isEqualTo(List.copyOf(state.subMap("key1", true, "key2", false)
                                .descendingMap()
                                .entrySet()));
        }
    }

    /// Read whole or in pages of random sizes, each beginning behind the last key of the one before.
    private List<Map.Entry<String, String>> scanned(KeyRange range, ScanDirection direction, HeightSelector selector) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        KeyRange left = range;
        boolean more = true;
        while (more) {
            int countMax = random.nextInt(4) == 0 ? 1 + random.nextInt(10) : 100;
            List<StateKey> page = new ArrayList<>();
            try (StateScan scan = opened(reader.scan(left, direction, selector))) {
                while (page.size() < countMax && scan.next()) {
                    page.add(scan.key());
                    entries.add(Map.entry(
                            text(scan.key().bytes()), text(scan.value().bytes())));
                }
            }
            more = page.size() == countMax;
            if (more) {
                left = direction == ScanDirection.ASCENDING ? left.after(page.getLast()) : left.before(page.getLast());
            }
        }
        return entries;
    }

    static <T> T opened(Answer<T> answer) {
        if (answer instanceof Answer.Known<T>(var _, var value)) {
            return value;
        }
        throw new AssertionError("expected something to be known, but got " + answer);
    }

    static StateKey key(String name) {
        return new StateKey(ChainBuilder.utf8(name));
    }

    static StateValue value(String text) {
        return new StateValue(ChainBuilder.utf8(text));
    }

    static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
