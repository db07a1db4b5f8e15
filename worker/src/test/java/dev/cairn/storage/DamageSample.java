package dev.cairn.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A database to be damaged, as a crash leaves it: families that were flushed at different times, several logs,
/// files on more than one level.
///
/// @param rounds  the positions that were ever committed, by height
record DamageSample(
        Durability durability, DatabaseImage image, StoredChain chain, NavigableMap<Long, CommittedPosition> rounds) {
    private static final int ROUNDS = 40;
    /// At the end, so that the newest log holds some.
    private static final int SMALL_ROUNDS = 12;

    static DamageSample write(Path directory, Durability durability, Random random) throws IOException {
        Path path = directory.resolve("db");
        try (Storage storage = TestRocks.quiet(path, durability)) {
            StoredChain chain = new StoredChain(storage);
            NavigableMap<Long, CommittedPosition> rounds = new TreeMap<>();
            for (int round = 0; round < ROUNDS + SMALL_ROUNDS; round++) {
                chain.write(blocks(chain.changesByHeight().size(), round < ROUNDS ? 40 : 3, random));
                CommittedPosition position = storage.committed().orElseThrow();
                rounds.put(position.height(), position);
                if (round == ROUNDS / 3) {
                    storage.compact();
                    storage.raiseFloor(position.height() / 2);
                }
                if (durability == Durability.KAFKA && round % 10 == 9) {
                    storage.flushMemtables();
                }
            }
            return new DamageSample(durability, DatabaseImage.of(path), chain, rounds);
        }
    }

    DamagedDatabase expected() {
        return new DamagedDatabase(chain, rounds);
    }

    private static Map<Long, Map<String, Optional<String>>> blocks(long fromHeight, int changesMax, Random random) {
        Map<Long, Map<String, Optional<String>>> blocks = new TreeMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            blocks.put(fromHeight + i, changes(changesMax, random));
        }
        return blocks;
    }

    private static Map<String, Optional<String>> changes(int changesMax, Random random) {
        Map<String, Optional<String>> changes = new TreeMap<>();
        for (int i = random.nextInt(changesMax); i >= 0; i--) {
            int length = random.nextInt(30) == 0 ? 8_000 : random.nextInt(150);
            changes.put(
                    "key" + random.nextInt(200),
                    random.nextInt(5) == 0 ? Optional.empty() : Optional.of(text(length, random)));
        }
        return changes;
    }

    /// Which does not shrink much when it is compressed.
    private static String text(int length, Random random) {
        byte[] letters = new byte[length];
        for (int at = 0; at < length; at++) {
            letters[at] = (byte) (' ' + random.nextInt(94));
        }
        return new String(letters, StandardCharsets.US_ASCII);
    }
}
