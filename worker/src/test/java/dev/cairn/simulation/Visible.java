package dev.cairn.simulation;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.fixtures.TextState;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateValue;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.KeyChange;
import dev.cairn.read.KeyVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// What readers have to see at one moment.
///
/// @param chain        the visible branch
/// @param finalHeight  -1 if no block is final
/// @param stored       what the disk holds
record Visible(ModelChain chain, long finalHeight, Stored stored) {
    static Visible of(StoreModel model) {
        return new Visible(model.chain(), model.finalHeight(), model.committed());
    }

    /// Of a database that stands alone, without memory above it.
    static Visible of(Stored stored) {
        return new Visible(stored.chain(), stored.height(), stored);
    }

    /// The oldest height that can be read.
    long earliest() {
        return stored.chain().isEmpty() ? chain.first() : stored.floor();
    }

    /// All that can be read.
    LongStream heights() {
        return chain.isEmpty() ? LongStream.empty() : LongStream.rangeClosed(earliest(), chain.tip());
    }

    /// Whether it is known that nothing came before the block of this height.
    boolean isFirst(long height) {
        return stored.chain().isEmpty()
                ? height == chain.first()
                : stored.first().isPresent() && stored.first().getAsLong() == height;
    }

    BlockRef ref(long height) {
        return chain.at(height).ref();
    }

    NavigableMap<String, String> state(long height) {
        return chain.at(height).state();
    }

    Optional<StateValue> value(String key, long height) {
        return Optional.ofNullable(state(height).get(key)).map(TextState::value);
    }

    List<Map.Entry<String, String>> scan(long height, KeyRange range, ScanDirection direction) {
        NavigableMap<String, String> state = state(height);
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        (direction == ScanDirection.ASCENDING ? state : state.descendingMap()).forEach((key, value) -> {
            if (range.contains(ChainBuilder.utf8(key))) {
                entries.add(Map.entry(key, value));
            }
        });
        return entries;
    }

    List<KeyVersion> history(String key, long fromHeight, long height) {
        List<KeyVersion> versions = new ArrayList<>();
        long lowest = Math.max(fromHeight, earliest());
        for (long at = height; at >= lowest; at--) {
            Optional<String> change = chain.at(at).changes().get(key);
            if (change != null) {
                versions.add(version(new BlockHeight(at), change));
            }
        }
        boolean writtenThere = chain.at(lowest).changes().containsKey(key);
        if (fromHeight < earliest() && !writtenThere) {
            value(key, lowest)
                    .map(value -> new KeyVersion.WrittenAtOrBefore(new BlockHeight(lowest), value))
                    .ifPresent(versions::add);
        }
        return versions;
    }

    List<KeyChange> changesOf(long height, KeyRange range) {
        List<KeyChange> changes = new ArrayList<>();
        chain.at(height).changes().keySet().stream()
                .filter(key -> range.contains(ChainBuilder.utf8(key)))
                .forEach(key -> changes.add(new KeyChange(
                        TextState.key(key),
                        height == chain.first() ? Optional.empty() : value(key, height - 1),
                        value(key, height))));
        return changes;
    }

    List<KeyChange> changesBetween(long before, long after, KeyRange range) {
        SortedSet<String> keys = new TreeSet<>(state(before).keySet());
        keys.addAll(state(after).keySet());
        return keys.stream()
                .filter(key -> range.contains(ChainBuilder.utf8(key)))
                .map(key -> new KeyChange(TextState.key(key), value(key, before), value(key, after)))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    <T> Answer<T> known(long height, T value) {
        return new Answer.Known<>(ref(height), value);
    }

    <T> Answer<T> pruned(long earliest) {
        return new Answer.Pruned<>(new BlockHeight(earliest));
    }

    <T> Answer<T> notYetApplied() {
        return new Answer.NotYetApplied<>(
                chain.newest().map(block -> block.ref().height()));
    }

    static HeightSelector at(long height) {
        return new HeightSelector.At(new BlockHeight(height));
    }

    private static KeyVersion version(BlockHeight height, Optional<String> change) {
        return change.<KeyVersion>map(text -> new KeyVersion.Written(height, TextState.value(text)))
                .orElseGet(() -> new KeyVersion.Deleted(height));
    }
}
