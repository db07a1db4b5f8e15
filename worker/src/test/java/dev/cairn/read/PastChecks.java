package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.StateValue;
import dev.cairn.read.ReadChecks.Marks;
import dev.cairn.storage.KeyRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;

/// Compares what a reader says of how the state came to be with a model: histories of keys, changes, times.
final class PastChecks {
    private final StateReader listing;
    private final StateReader walking;
    private final ModelChain model;
    private final Random random;
    private final int keys;

    /// @param listing  finds differences by lists of changed keys
    /// @param walking  finds differences by walking both states
    PastChecks(StateReader listing, StateReader walking, ModelChain model, Random random, int keys) {
        this.listing = listing;
        this.walking = walking;
        this.model = model;
        this.random = random;
        this.keys = keys;
    }

    void check(Marks marks) {
        if (!model.isEmpty()) {
            checkTime(marks);
            checkHistory(marks);
            checkChangesOfABlock(marks);
            checkDifferences(marks);
        }
    }

    private void checkTime(Marks marks) {
        long newest = model.height();
        long timeMs = 1_000 * random.nextLong(model.first() - 3, newest + 6) + random.nextLong(1_000);
        OptionalLong valid = model.validAt(timeMs);
        Answer<BlockInfo> answer = listing.block(new HeightSelector.AtTime(Instant.ofEpochMilli(timeMs)));
        if (valid.isPresent() && valid.getAsLong() == newest) {
            assertThat(answer).isEqualTo(new Answer.NotYetApplied<>(Optional.of(new BlockHeight(newest))));
        } else if (valid.isEmpty() || valid.getAsLong() < marks.floor()) {
            assertThat(answer).isEqualTo(new Answer.Pruned<>(new BlockHeight(marks.floor())));
        } else {
            assertThat(ReadChecks.opened(answer).ref())
                    .isEqualTo(model.at(valid.getAsLong()).ref());
        }
    }

    private void checkHistory(Marks marks) {
        String name = "key" + random.nextInt(keys);
        long at = random.nextLong(marks.floor(), model.height() + 1);
        long from = random.nextInt(3) == 0 ? 0 : random.nextLong(model.height() + 1);
        long to = Math.max(from, random.nextLong(model.height() + 3));
        HistoryPage page = new HistoryPage(new BlockHeight(from), new BlockHeight(to), 1 + random.nextInt(6));
        HeightSelector selector = new HeightSelector.At(new BlockHeight(at));
        long newest = Math.min(at, to);
        if (newest < marks.floor()) {
            assertThat(listing.history(ReadChecks.key(name), selector, page))
                    .isEqualTo(new Answer.Pruned<>(new BlockHeight(marks.floor())));
            return;
        }
        List<KeyVersion> read = new ArrayList<>();
        Optional<HistoryPage> next = Optional.of(page);
        while (next.isPresent()) {
            KeyHistory history = ReadChecks.opened(listing.history(ReadChecks.key(name), selector, next.orElseThrow()));
            assertThat(history.versions()).hasSizeLessThanOrEqualTo(page.countMax());
            assertThat(history.versions().isEmpty() && history.next().isPresent())
                    .isFalse();
            read.addAll(history.versions());
            next = history.next().map(page::goOnAt);
        }
        assertThat(read)
                .as("%s from %d to %d, floor %d", name, from, newest, marks.floor())
                .isEqualTo(history(name, from, newest, marks.floor()));
    }

    private List<KeyVersion> history(String name, long from, long to, long floor) {
        List<KeyVersion> history = new ArrayList<>();
        NavigableMap<Long, Optional<String>> versions = model.versions(name);
        long lowest = Math.max(from, floor);
        if (lowest <= to) {
            versions.subMap(lowest, true, to, true)
                    .descendingMap()
                    .forEach((height, value) -> history.add(version(new BlockHeight(height), value)));
        }
        String atFloor = model.stateAt(floor).get(name);
        if (from < floor && atFloor != null && !versions.containsKey(floor)) {
            history.add(new KeyVersion.WrittenAtOrBefore(new BlockHeight(floor), ReadChecks.value(atFloor)));
        }
        return history;
    }

    private static KeyVersion version(BlockHeight height, Optional<String> value) {
        return value.<KeyVersion>map(text -> new KeyVersion.Written(height, ReadChecks.value(text)))
                .orElseGet(() -> new KeyVersion.Deleted(height));
    }

    private void checkChangesOfABlock(Marks marks) {
        long height = random.nextLong(Math.max(0, model.first() - 1), model.height() + 1);
        HeightSelector block = new HeightSelector.At(new BlockHeight(height));
        boolean isWhole = marks.floor() == model.first();
        long earliest = isWhole ? marks.floor() : marks.floor() + 1;
        KeyRange range = range();
        if (height < earliest) {
            assertThat(listing.changesOf(block, range)).isEqualTo(new Answer.Pruned<>(new BlockHeight(earliest)));
            return;
        }
        Map<String, String> before = height == model.first() ? Map.of() : model.stateAt(height - 1);
        List<KeyChange> expected = model.changesAt(height).entrySet().stream()
                .filter(change -> range.contains(ChainBuilder.utf8(change.getKey())))
                .map(change -> new KeyChange(
                        ReadChecks.key(change.getKey()),
                        value(before, change.getKey()),
                        change.getValue().map(ReadChecks::value)))
                .toList();
        assertThat(walked(listing.changesOf(block, range))).isEqualTo(expected);
    }

    private void checkDifferences(Marks marks) {
        long before = random.nextLong(marks.floor(), model.height() + 1);
        long after = random.nextLong(marks.floor(), model.height() + 1);
        Map<String, String> stateBefore = model.stateAt(before);
        Map<String, String> stateAfter = model.stateAt(after);
        TreeSet<String> names = new TreeSet<>(stateBefore.keySet());
        names.addAll(stateAfter.keySet());
        KeyRange range = range();
        List<KeyChange> expected = names.stream()
                .filter(name -> range.contains(ChainBuilder.utf8(name)))
                .map(name -> new KeyChange(ReadChecks.key(name), value(stateBefore, name), value(stateAfter, name)))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
        HeightSelector from = new HeightSelector.At(new BlockHeight(before));
        HeightSelector to = new HeightSelector.At(new BlockHeight(after));
        for (StateReader reader : List.of(listing, walking)) {
            Answer<ChangeScan> answer = reader.changesBetween(from, to, range);
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Known.class,
                            known -> assertThat(known.at())
                                    .isEqualTo(model.at(after).ref()));
            assertThat(walked(answer)).as("%d to %d", before, after).isEqualTo(expected);
        }
        if (marks.floor() > 0) {
            HeightSelector pruned = new HeightSelector.At(new BlockHeight(marks.floor() - 1));
            Answer<ChangeScan> answer = new Answer.Pruned<>(new BlockHeight(marks.floor()));
            assertThat(listing.changesBetween(pruned, to, range)).isEqualTo(answer);
            assertThat(walking.changesBetween(from, pruned, range)).isEqualTo(answer);
        }
    }

    /// Everything, or what is left behind some key.
    private KeyRange range() {
        return random.nextBoolean()
                ? KeyRange.all()
                : KeyRange.prefix(ChainBuilder.utf8("key")).after(ReadChecks.key("key" + random.nextInt(keys)));
    }

    private static List<KeyChange> walked(Answer<ChangeScan> answer) {
        List<KeyChange> changes = new ArrayList<>();
        try (ChangeScan scan = ReadChecks.opened(answer)) {
            while (scan.next()) {
                changes.add(scan.change());
            }
        }
        return changes;
    }

    private static Optional<StateValue> value(Map<String, String> state, String name) {
        return Optional.ofNullable(state.get(name)).map(ReadChecks::value);
    }
}
