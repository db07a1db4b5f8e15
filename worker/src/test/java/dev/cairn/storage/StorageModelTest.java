package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.ScanDirection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random writes, rewinds, floors, flushes, compactions and reopenings; after each, every retained height is what the
/// model says. A failure names its seed.
class StorageModelTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyRetainedHeightIsRight(long seed) {
        play(seed, 60);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void everyRetainedHeightIsRightForLong(long seed) {
        play(seed, 300);
    }

    private void play(long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        Durability durability = seed % 2 == 0 ? Durability.WAL : Durability.KAFKA;
        Storage storage = TestRocks.open(directory, durability);
        StoredChain chain = new StoredChain(storage);
        long height = 0;
        for (int step = 0; step < steps; step++) {
            int action = random.nextInt(100);
            if (action < 60 || height == 0) {
                height = write(chain, random, height);
            } else if (action < 70) {
                storage.flushMemtables();
            } else if (action < 78) {
                storage.raiseFloor(random.nextLong(storage.earliestHeight(), height));
            } else if (action < 84) {
                storage.compact();
            } else if (action < 90) {
                storage.close();
                storage = TestRocks.open(directory, durability);
                chain.storage(storage);
            } else {
                long target = random.nextLong(storage.earliestHeight(), height);
                storage.rewind(target);
                chain.forgetAbove(target);
                chain.branch("branch" + step + "-");
                height = target + 1;
            }
            check(storage, chain, random, "seed " + seed + " step " + step);
        }
        storage.close();
    }

    /// Returns the next height.
    private static long write(StoredChain chain, SplittableRandom random, long height) {
        Map<Long, Map<String, Optional<String>>> blocks = new TreeMap<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Map<String, Optional<String>> changes = new TreeMap<>();
            for (int j = random.nextInt(40); j >= 0; j--) {
                changes.put(
                        "key" + random.nextInt(150),
                        random.nextInt(4) == 0
                                ? Optional.empty()
                                : Optional.of("v" + height + "-" + j + "y".repeat(random.nextInt(60))));
            }
            blocks.put(height + i, changes);
        }
        chain.write(blocks);
        return height + count;
    }

    private static void check(Storage storage, StoredChain chain, SplittableRandom random, String where) {
        long floor = storage.earliestHeight();
        long tip = storage.committed().orElseThrow().height();
        StorageReader reader = storage.reader();
        for (int i = 0; i < 3; i++) {
            long height = random.nextLong(floor, tip + 1);
            assertThat(StoredChain.scan(reader, height, ScanDirection.ASCENDING))
                    .as("%s at height %d", where, height)
                    .isEqualTo(chain.stateAt(height));
            assertThat(StoredChain.scan(reader, height, ScanDirection.DESCENDING))
                    .as("%s backwards at height %d", where, height)
                    .isEqualTo(chain.stateAt(height));
            String key = "key" + random.nextInt(150);
            String value = chain.stateAt(height).get(key);
            assertThat(reader.get(height, StoredChain.key(key)))
                    .as("%s key %s at height %d", where, key, height)
                    .isEqualTo(value == null ? StateRead.ABSENT : StoredChain.found(value));
            assertThat(reader.versions(StoredChain.key(key), floor, tip, 1000))
                    .as("%s history of %s from %d to %d", where, key, floor, tip)
                    .isEqualTo(chain.history(key, floor, tip));
            assertThat(reader.changedKeys(height).orElseThrow())
                    .as("%s changes of %d", where, height)
                    .isEqualTo(chain.changesAt(height).keySet().stream()
                            .map(StoredChain::key)
                            .toList());
        }
    }
}
