package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Damages files of a database in all ways that come to mind, one at a time. What opens has to be an earlier whole
/// round in all its parts; all else has to be called corrupt, at the latest when the damaged part is read.
///
/// `-DdamageTries=5000` tries more places, `-DdamageSeed=…` the same again.
@Tag("slow")
class DamageTest {
    /// Opening takes milliseconds. A loop in native code cannot be interrupted, so it would hold up the build for ever.
    private static final Duration HANGS = Duration.ofMinutes(1);

    private final int tries = Integer.getInteger("damageTries", 60);
    private final long seed = Long.getLong("damageSeed", new Random().nextInt());
    private final Random random = new Random(seed);
    private int opened;

    @TempDir
    Path directory;

    @BeforeEach
    void loadTheLibrary() {
        org.rocksdb.RocksDB.loadLibrary();
    }

    @Test
    void aLogThatEndsEarlierIsAnEarlierRound() throws IOException {
        DamageSample sample = DamageSample.write(directory, Durability.WAL, random);
        DatabaseImage image = sample.image();
        List<String> logs = image.named(".log");
        String newest = logs.getLast();
        LogRecords records = new LogRecords(image.bytes(newest));
        assertThat(records.recordEnds()).isNotEmpty();
        long before = -1;
        for (int end : records.recordEnds()) {
            OptionalLong height = after(sample, new Damage.Cut(newest, end));
            assertThat(height).isPresent();
            assertThat(height.getAsLong()).isGreaterThan(before);
            before = height.getAsLong();
        }
        assertThat(before).isEqualTo(sample.rounds().lastKey());
        for (int i = 0; i < tries; i++) {
            int length = random.nextInt(image.bytes(newest).length);
            assertThat(after(sample, new Damage.Cut(newest, length))).isPresent();
        }
        for (String log : logs) {
            for (int end : new LogRecords(image.bytes(log)).fragmentEnds()) {
                var _ = after(sample, new Damage.Cut(log, end));
            }
            var _ = after(sample, new Damage.Missing(log));
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void aDamagedFileIsAnEarlierRoundOrCorrupt(Durability durability) throws IOException {
        DamageSample sample = DamageSample.write(directory, durability, random);
        int corrupt = 0;
        for (Damage damage : damages(sample.image(), durability)) {
            if (after(sample, damage).isEmpty()) {
                corrupt++;
            }
        }
        assertThat(corrupt).isGreaterThan(tries / 4);
    }

    @Test
    void aManifestThatEndsEarlierIsNeverThatOfANewDatabase() throws IOException {
        DamageSample sample = DamageSample.write(directory, Durability.WAL, random);
        String manifest = sample.image().named("MANIFEST").getLast();
        byte[] bytes = sample.image().bytes(manifest);
        // Behind the first flush a cut manifest names files that are gone.
        for (int end : new LogRecords(bytes).fragmentStarts().stream().limit(20).toList()) {
            var _ = after(sample, new Damage.Cut(manifest, end));
        }
        for (int i = 0; i < tries / 4; i++) {
            var _ = after(sample, new Damage.Cut(manifest, random.nextInt(bytes.length)));
        }
    }

    @Test
    void aLogOrManifestThatRocksDbWouldReadForEverIsCorrupt() throws IOException {
        DamageSample sample = DamageSample.write(directory, Durability.WAL, random);
        List<String> files = new ArrayList<>(sample.image().named(".log"));
        files.addAll(sample.image().named("MANIFEST"));
        int found = 0;
        for (String file : files) {
            byte[] bytes = sample.image().bytes(file);
            LogRecords records = new LogRecords(bytes);
            for (int header : records.fragmentStarts()) {
                int typeAt = header + LogRecords.TYPE_AT;
                // One bit away are the types of logs in reused files: 1 to 3 become 5 to 7, and 4 becomes 5.
                OptionalLong height =
                        after(sample, new Damage.Flip(file, typeAt, bytes[typeAt] == LogRecords.LAST ? 0 : 2));
                if (header >= records.recordEnds().getFirst()) {
                    assertThat(height).as("%s at %d", file, header).isEmpty();
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    private List<Damage> damages(DatabaseImage image, Durability durability) {
        List<Damage> damages = new ArrayList<>();
        for (String file : image.named("")) {
            damages.add(new Damage.Missing(file));
        }
        String[] kinds = durability == Durability.WAL
                ? new String[] {".sst", "MANIFEST", ".log"}
                : new String[] {".sst", "MANIFEST"};
        for (int i = 0; i < tries; i++) {
            List<String> files = image.namedAndNotEmpty(kinds[i % kinds.length]);
            String file = files.get(random.nextInt(files.size()));
            int length = image.bytes(file).length;
            damages.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Damage.Cut(file, random.nextInt(length));
                        case 1 -> {
                            int from = random.nextInt(length);
                            yield new Damage.Zeros(file, from, Math.min(length - from, 1 + random.nextInt(4096)));
                        }
                        default -> new Damage.Flip(file, random.nextInt(length), random.nextInt(8));
                    });
        }
        int current = image.bytes("CURRENT").length;
        for (int at = 0; at < current; at++) {
            damages.add(new Damage.Flip("CURRENT", at, random.nextInt(8)));
            damages.add(new Damage.Cut("CURRENT", at));
        }
        return damages;
    }

    /// How far the database is afterwards; empty if it is corrupt.
    private OptionalLong after(DamageSample sample, Damage damage) throws IOException {
        Path path = directory.resolve("damaged" + opened++);
        sample.image().layOut(path);
        damage.happenIn(path);
        try {
            OptionalLong height = assertTimeoutPreemptively(
                    HANGS, () -> sample.expected().heightOrCorrupt(() -> TestRocks.open(path, sample.durability())));
            // Without a log, a manifest that ends right behind the first rows is that of a database just begun.
            boolean mayBeJustBegun =
                    sample.durability() == Durability.KAFKA && damage.file().startsWith("MANIFEST");
            assertThat(height.equals(OptionalLong.of(DamagedDatabase.NOTHING)) && !mayBeJustBegun)
                    .as("a database that was filled is taken for a new one")
                    .isFalse();
            return height;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("damageSeed %d, %s: %s".formatted(seed, sample.durability(), damage), e);
        } finally {
            delete(path);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
