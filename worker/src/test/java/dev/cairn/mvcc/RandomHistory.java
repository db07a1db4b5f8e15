package dev.cairn.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ScanDirection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A random history of blocks, reorgs, finality and releases, held against sorted maps.
final class RandomHistory {
    private static final String DELETED = "\0";

    private final TreeMap<Long, Block> branch = new TreeMap<>();
    private final Map<Long, Map<String, String>> changesByHeight = new LinkedHashMap<>();
    private final List<TakenView> takenViews = new ArrayList<>();
    private long nowMs = 1_000_000;
    private long finalHeight = -1;
    private long durableHeight = -1;
    private int branches;

    /// A view, and the state it has to go on showing.
    private record TakenView(MvccView view, long height, NavigableMap<String, String> state) {}

    static void play(long seed) {
        new RandomHistory().run(seed);
    }

    private void run(long seed) {
        Random random = new Random(seed);
        MvccConfig config = new MvccConfig(1 + random.nextInt(3), random.nextInt(3) * 20_000L, Duration.ofSeconds(30));
        MvccStore store = new MvccStore(config, Optional.empty(), () -> nowMs);
        int keys = 1 + random.nextInt(40);
        for (int step = 0; step < 120; step++) {
            nowMs += random.nextInt(2_000);
            switch (random.nextInt(10)) {
                case 0 -> reorg(store, random);
                case 1, 2 -> finalizeSome(store, random);
                case 3 -> release(store, random);
                case 4 -> takenViews.add(new TakenView(store.view(), tipHeight(), stateOfNotDurable(tipHeight())));
                default -> apply(store, random, keys);
            }
            check(store.view(), random, keys);
        }
        for (TakenView taken : takenViews) {
            checkCursors(taken.view(), taken.height(), taken.state());
        }
    }

    private void apply(MvccStore store, Random random, int keys) {
        ChainBuilder builder = branch.isEmpty()
                ? ChainBuilder.first(0)
                : ChainBuilder.after(branch.lastEntry().getValue().ref());
        builder.branch("-" + branches++);
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            String key = "key" + random.nextInt(keys);
            if (random.nextInt(4) == 0) {
                builder.delete(key);
                changes.put(key, DELETED);
            } else {
                String value = "v" + random.nextInt(1_000);
                builder.put(key, value);
                changes.put(key, value);
            }
        }
        Block block = builder.build();
        store.apply(block);
        branch.put(block.height(), block);
        changesByHeight.put(block.height(), changes);
        assertThat(store.applied()).contains(block.ref());
    }

    private void reorg(MvccStore store, Random random) {
        long replaceable = tipHeight() - finalHeight;
        if (finalHeight < 0 || replaceable <= 0) {
            return;
        }
        long parent = finalHeight + random.nextLong(replaceable);
        BlockRef ref = refAt(parent);
        assertThat(store.dropAbove(ref)).isEqualTo((int) (tipHeight() - parent));
        branch.tailMap(parent, false).clear();
        changesByHeight.keySet().removeIf(height -> height > parent);
        assertThat(store.applied()).contains(ref);
    }

    private void finalizeSome(MvccStore store, Random random) {
        if (tipHeight() > finalHeight) {
            finalHeight += 1 + random.nextLong(tipHeight() - finalHeight);
            store.finalizeUpTo(finalHeight);
            assertThat(store.finalized()).contains(refAt(finalHeight));
        }
    }

    private void release(MvccStore store, Random random) {
        if (finalHeight > durableHeight) {
            durableHeight += 1 + random.nextLong(finalHeight - durableHeight);
            store.release(durableHeight);
            assertThat(store.unflushed()).hasSize((int) (finalHeight - durableHeight));
        }
    }

    private void check(MvccView view, Random random, int keys) {
        for (int i = 0; i < 10 && !branch.isEmpty(); i++) {
            String key = "key" + random.nextInt(keys);
            long height = random.nextLong(tipHeight() + 1);
            Bytes bytes = ChainBuilder.utf8(key);
            Optional<MemoryVersion> found = view.find(bytes.toArray(), 0, bytes.length(), height);
            Optional<Long> writtenAt = changesByHeight.entrySet().stream()
                    .filter(entry ->
                            entry.getKey() <= height && entry.getValue().containsKey(key))
                    .map(Map.Entry::getKey)
                    .max(Long::compare);
            if (found.isPresent()) {
                assertThat(found.get().height()).isEqualTo(writtenAt.orElseThrow());
                assertThat(text(found.get()))
                        .isEqualTo(Objects.requireNonNull(changesByHeight.get(writtenAt.get()))
                                .get(key));
            } else {
                assertThat(writtenAt.orElse(-1L)).isLessThanOrEqualTo(durableHeight);
            }
        }
        long height = branch.isEmpty() ? 0 : random.nextLong(tipHeight() + 1);
        checkCursors(view, height, stateOfNotDurable(height));
    }

    private void checkCursors(MvccView view, long height, NavigableMap<String, String> expected) {
        assertThat(walked(view.cursor(height, ScanDirection.ASCENDING), null))
                .isEqualTo(List.copyOf(expected.entrySet()));
        assertThat(walked(view.cursor(height, ScanDirection.DESCENDING), null))
                .isEqualTo(List.copyOf(expected.descendingMap().entrySet()));
        String middle = "key2";
        assertThat(walked(view.cursor(height, ScanDirection.ASCENDING), middle))
                .isEqualTo(List.copyOf(expected.tailMap(middle, true).entrySet()));
        assertThat(walked(view.cursor(height, ScanDirection.DESCENDING), middle))
                .isEqualTo(List.copyOf(
                        expected.headMap(middle, true).descendingMap().entrySet()));
    }

    private static List<Map.Entry<String, String>> walked(MemoryCursor cursor, @Nullable String from) {
        List<Map.Entry<String, String>> walked = new ArrayList<>();
        boolean valid = from == null ? cursor.seekToFirst() : cursor.seek(ChainBuilder.utf8(from));
        for (; valid; valid = cursor.next()) {
            walked.add(Map.entry(new String(cursor.key().toArray(), StandardCharsets.UTF_8), text(cursor.version())));
        }
        assertThat(cursor.isValid()).isFalse();
        return walked;
    }

    private static String text(MemoryVersion version) {
        return version.value()
                .map(value -> new String(value.bytes().toArray(), StandardCharsets.UTF_8))
                .orElse(DELETED);
    }

    /// What a view taken now shows when it is walked.
    private NavigableMap<String, String> stateOfNotDurable(long height) {
        NavigableMap<String, String> state = new TreeMap<>();
        changesByHeight.forEach((at, changes) -> {
            if (at > durableHeight && at <= height) {
                state.putAll(changes);
            }
        });
        return state;
    }

    private BlockRef refAt(long height) {
        return Objects.requireNonNull(branch.get(height)).ref();
    }

    private long tipHeight() {
        return branch.isEmpty() ? -1 : branch.lastKey();
    }
}
