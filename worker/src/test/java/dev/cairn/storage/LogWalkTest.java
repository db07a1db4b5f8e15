package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On what RocksDB wrote itself: a manifest, and a log of several blocks with whole and fragmented records.
class LogWalkTest {
    private static final RocksSettings WITHOUT_FLUSHES = new RocksSettings(
            new RocksSettings.MemorySettings(32 << 20, 16 << 20, 4 << 20, 4, 1),
            TestRocks.QUIET.files(),
            TestRocks.QUIET.compaction(),
            TestRocks.QUIET.compression(),
            TestRocks.QUIET.places(),
            true);
    private static final List<Integer> TYPES_OF_REUSED_FILES = List.of(5, 6, 7, 8, 11, 131);

    @TempDir
    Path directory;

    private DatabaseImage image;
    private byte[] log;

    @BeforeEach
    void write() throws IOException {
        try (Storage storage = Storages.open(
                new StorageConfig.Rocks(directory.resolve("db"), Durability.WAL, WITHOUT_FLUSHES),
                StorageContract.IDENTITY)) {
            StoredChain chain = new StoredChain(storage);
            for (int height = 0; height < 30; height++) {
                chain.write(height, Map.of("key", Optional.of("x".repeat(height % 10 == 9 ? 50_000 : 500))));
            }
            image = DatabaseImage.of(directory.resolve("db"));
        }
        log = image.bytes(image.named(".log").getLast());
        assertThat(log.length).isGreaterThan(3 * LogRecords.BLOCK);
    }

    @Test
    void whatRocksDbWritesComesToAnEndWhereverACrashCutsIt() throws IOException {
        byte[] manifest = image.bytes(image.named("MANIFEST").getLast());
        for (int length = 0; length <= manifest.length; length++) {
            assertEnds(Arrays.copyOf(manifest, length));
        }
        for (int header : new LogRecords(log).fragmentStarts()) {
            for (int length = header; length < header + 20; length++) {
                byte[] torn = Arrays.copyOf(log, length);
                assertEnds(torn);
                assertEnds(Arrays.copyOf(torn, log.length));
            }
        }
    }

    @Test
    void aTypeOfReusedFilesBehindAWholeRecordIsFoundWhereItStands() throws IOException {
        LogRecords records = new LogRecords(log);
        for (int header : records.fragmentStarts()) {
            for (int type : TYPES_OF_REUSED_FILES) {
                boolean behindARecord = header >= records.recordEnds().getFirst();
                assertThat(endlessAt(withType(log, header, type)))
                        .isEqualTo(behindARecord ? OptionalLong.of(header) : OptionalLong.empty());
            }
        }
    }

    @Test
    void allOtherDamageToAHeaderIsLeftToRocksDb() throws IOException {
        for (int header : new LogRecords(log).fragmentStarts()) {
            for (int bit = 0; bit < 8 * (LogRecords.TYPE_AT + 1); bit++) {
                byte[] damaged = log.clone();
                damaged[header + bit / 8] ^= (byte) (1 << bit % 8);
                if (!TYPES_OF_REUSED_FILES.contains(Byte.toUnsignedInt(damaged[header + LogRecords.TYPE_AT]))) {
                    assertEnds(damaged);
                }
            }
        }
    }

    @Test
    void behindADamagedFragmentTheNextIsThatOfTheNextBlock() throws IOException {
        List<Integer> inFirstBlock = new LogRecords(log)
                .fragmentStarts().stream().filter(at -> at < LogRecords.BLOCK).toList();
        byte[] damaged = log.clone();
        damaged[inFirstBlock.get(inFirstBlock.size() - 3)]++;
        assertEnds(withType(damaged, inFirstBlock.getLast(), 5));
        assertThat(endlessAt(withType(damaged, LogRecords.BLOCK, 5))).hasValue(LogRecords.BLOCK);
    }

    @Test
    void aLogThatBeginsInAReusedFileMayHaveSuchTypes() throws IOException {
        byte[] reused = log.clone();
        for (int header : new LogRecords(log).fragmentStarts()) {
            reused[header + LogRecords.TYPE_AT] = 5;
        }
        assertEnds(reused);
    }

    private static byte[] withType(byte[] log, int header, int type) {
        byte[] damaged = log.clone();
        damaged[header + LogRecords.TYPE_AT] = (byte) type;
        return damaged;
    }

    private static void assertEnds(byte[] log) throws IOException {
        assertThat(endlessAt(log)).isEmpty();
    }

    private static OptionalLong endlessAt(byte[] log) throws IOException {
        return LogWalk.endlessAt(Channels.newChannel(new ByteArrayInputStream(log)));
    }
}
