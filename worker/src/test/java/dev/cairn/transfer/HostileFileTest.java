package dev.cairn.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.fixtures.FlushedChain;
import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.TestRocks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files in our own form whose checksums are right, and what they say is not.
class HostileFileTest {
    private static final int LAST = 3;
    /// Where the cluster's id stands in a head: behind its version, and whether it has all keys.
    private static final int CLUSTER_ID = 2 * Long.BYTES;

    @TempDir
    private Path directory;

    /// Of one head, one of changed keys, one of entries and the end.
    private final List<byte[]> contents = new ArrayList<>();

    @BeforeEach
    void export() throws IOException {
        StorageConfig.Rocks original = rocks("original");
        Path file = directory.resolve("state.cairn");
        try (Storage storage = TestRocks.open(original.directory(), Durability.WAL)) {
            new FlushedChain(storage, 0, new Random(5)).grow(20);
        }
        try (StoredDatabase database = StoredDatabase.open(original)) {
            new Export(database, 19, KeyRange.all(), ExportForm.CAIRN, TextForm.HEX, (_, _, _, _) -> {}).into(file);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).position(CairnFile.MAGIC.length);
        while (bytes.hasRemaining()) {
            assertThat(bytes.get()).isEqualTo((byte) (contents.size() + 1));
            byte[] content = new byte[bytes.getInt()];
            bytes.get(content).getInt();
            contents.add(content);
        }
        assertThat(contents).hasSize(LAST + 1);
    }

    @Test
    void asTheyWereWrittenTheyAreImported() throws IOException {
        Import.Imported imported = imported(file());
        assertThat(imported.entries())
                .isEqualTo(ByteBuffer.wrap(contents.get(LAST)).getLong());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 0x7ffffff0, -1, Integer.MIN_VALUE})
    void aLengthThatNothingStandsBehindIsDamage(int length) throws IOException {
        for (int piece = 0; piece < LAST; piece++) {
            byte[] whole = contents.get(piece);
            byte[] other = whole.clone();
            ByteBuffer.wrap(other).putInt(piece == 0 ? CLUSTER_ID : 0, length);
            contents.set(piece, other);
            assertRefused(file());
            contents.set(piece, whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 30, CairnFile.PIECE_BYTES_MAX + 1, Integer.MAX_VALUE, -1})
    void aPieceThatIsLongerThanAnyIsNotRead(int length) throws IOException {
        byte[] begin = ByteBuffer.allocate(CairnFile.MAGIC.length + 1 + Integer.BYTES)
                .put(CairnFile.MAGIC)
                .put(CairnFile.HEAD)
                .putInt(length)
                .array();
        // Who tried to read it would find that the file was cut.
        CairnFileReader reader = new CairnFileReader("a file", new ByteArrayInputStream(begin));
        assertThatExceptionOfType(ExportRefusedException.class)
                .isThrownBy(reader::head)
                .withMessageContaining("is damaged");
    }

    @Test
    void theLargestEntryFitsBehindAPieceThatIsNearlyFull() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] small = new byte[CairnFile.PIECE_BYTES - 1 - 2 * Integer.BYTES];
        byte[] key = new byte[StateKey.MAX_LENGTH];
        byte[] value = new byte[StateValue.MAX_LENGTH];
        Arrays.fill(key, (byte) 1);
        CairnFileReader reader;
        try (StoredDatabase database = StoredDatabase.open(rocks("original"))) {
            ExportHead head = new ExportHead(
                    database.facts().identity(), database.reader().block(19).orElseThrow(), true);
            CairnFileWriter writer = new CairnFileWriter(head, out);
            writer.entry(small, 0, 1, 1, small.length - 1);
            byte[] both = Arrays.copyOf(key, key.length + value.length);
            writer.entry(both, 0, key.length, key.length, value.length);
            writer.end(2);
            reader = new CairnFileReader("a file", new ByteArrayInputStream(out.toByteArray()));
            assertThat(reader.head()).isEqualTo(head);
        }
        CairnFileReader.Piece piece = reader.next();
        assertThat(piece.array()).hasSize(CairnFile.PIECE_BYTES_MAX - 1);
        assertThat(reader.next().kind()).isEqualTo(CairnFile.END);
    }

    @Test
    void keysThatDoNotAscendAreRefused() throws IOException {
        byte[] entries = contents.get(2);
        int first = 2 * Integer.BYTES + lengthOfKey(entries) + lengthOfValue(entries);
        addEntry(Arrays.copyOf(entries, first));
        assertRefused(file());
    }

    @Test
    void aKeyThatComesTwiceIsRefusedWhereverItComes() throws IOException {
        byte[] entries = contents.get(2);
        int first = 2 * Integer.BYTES + lengthOfKey(entries) + lengthOfValue(entries);
        byte[] twice = new byte[first + entries.length];
        System.arraycopy(entries, 0, twice, 0, first);
        System.arraycopy(entries, 0, twice, first, entries.length);
        contents.set(2, twice);
        countOneMore();
        assertRefused(file());
        byte[] changed = contents.get(1);
        contents.set(2, entries);
        contents.set(1, Arrays.copyOf(changed, changed.length + changed.length));
        System.arraycopy(changed, 0, contents.get(1), changed.length, changed.length);
        assertRefused(file());
    }

    @Test
    void aKeyOfNoLengthIsRefused() throws IOException {
        byte[] entries = contents.get(2);
        byte[] more = new byte[2 * Integer.BYTES + entries.length];
        System.arraycopy(entries, 0, more, 2 * Integer.BYTES, entries.length);
        contents.set(2, more);
        countOneMore();
        assertRefused(file());
    }

    private static int lengthOfKey(byte[] entries) {
        return ByteBuffer.wrap(entries).getInt();
    }

    private static int lengthOfValue(byte[] entries) {
        return ByteBuffer.wrap(entries).getInt(Integer.BYTES + lengthOfKey(entries));
    }

    /// Behind all others, in the same piece.
    private void addEntry(byte[] entry) {
        byte[] entries = contents.get(2);
        byte[] more = Arrays.copyOf(entries, entries.length + entry.length);
        System.arraycopy(entry, 0, more, entries.length, entry.length);
        contents.set(2, more);
        countOneMore();
    }

    private void countOneMore() {
        ByteBuffer end = ByteBuffer.wrap(contents.get(LAST));
        end.putLong(0, end.getLong(0) + 1);
    }

    private Path file() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(CairnFile.MAGIC);
        for (int at = 0; at < contents.size(); at++) {
            ByteBuffer piece = ByteBuffer.allocate(1 + 2 * Integer.BYTES + contents.get(at).length)
                    .put((byte) (at + 1))
                    .putInt(contents.get(at).length)
                    .put(contents.get(at));
            CRC32C checksum = new CRC32C();
            checksum.update(piece.array(), 0, piece.position());
            out.writeBytes(piece.putInt((int) checksum.getValue()).array());
        }
        return Files.write(directory.resolve("other.cairn"), out.toByteArray());
    }

    private Import.Imported imported(Path file) {
        return new Import(file, rocks("target"), _ -> {}).run();
    }

    private void assertRefused(Path file) {
        assertThatExceptionOfType(ExportRefusedException.class)
                .isThrownBy(() -> imported(file))
                .withMessageContaining("is damaged");
        assertThat(directory.resolve("target")).doesNotExist();
        assertThat(directory).isDirectoryNotContaining(entry -> entry.toString().contains("target"));
    }

    private StorageConfig.Rocks rocks(String name) {
        return new StorageConfig.Rocks(directory.resolve(name), Durability.WAL, TestRocks.SMALL);
    }
}
