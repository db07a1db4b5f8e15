package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Bytes;
import dev.cairn.storage.AtomicWrite;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    private static final int DIGEST_BYTES = 32;

    @TempDir
    private Path folder;

    private final Storage storage =
            Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0));

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void whatIsNoSnapshotIsPassedOver() throws IOException {
        store(ChainBuilder.first(7));
        store(ChainBuilder.after(storage.committed().orElseThrow().block()));
        assertThat(new Snapshots(folder.resolve("none")).newestHeight(storage)).isEqualTo(OptionalLong.empty());
        for (String name : new String[] {"99999999999999999999-38", "00000000000000000008-38.part", "8-38", "notes"}) {
            Files.createDirectory(folder.resolve(name));
        }
        assertThat(new Snapshots(folder).newestHeight(storage)).isEqualTo(OptionalLong.empty());
        Files.createDirectory(folder.resolve("00000000000000000007-37"));
        Files.createDirectory(folder.resolve("00000000000000000008-38"));
        assertThat(new Snapshots(folder).newestHeight(storage)).hasValue(8);
    }

    @Test
    void aSnapshotOfABlockThatWasReplacedIsNotOneOfThisDatabase() throws IOException {
        store(ChainBuilder.first(7));
        Files.createDirectory(folder.resolve("00000000000000000007-37"));
        Files.createDirectory(folder.resolve("00000000000000000008-38"));
        Files.createDirectory(folder.resolve("00000000000000000009-39"));
        store(ChainBuilder.after(storage.committed().orElseThrow().block()).branch("b"));
        assertThat(new Snapshots(folder).newestHeight(storage)).hasValue(7);
    }

    @Test
    void ofABlockThatWasPrunedNobodyCanTellSoItCounts() throws IOException {
        store(ChainBuilder.first(7));
        store(ChainBuilder.after(storage.committed().orElseThrow().block()));
        Files.createDirectory(folder.resolve("00000000000000000007-37"));
        storage.raiseFloor(8);
        assertThat(new Snapshots(folder).newestHeight(storage)).hasValue(7);
    }

    private void store(ChainBuilder next) {
        BlockRecord block = new BlockRecord(next.build().facts(), 0, Bytes.wrap(new byte[DIGEST_BYTES]), 0);
        AtomicWrite write = storage.beginWrite();
        write.block(block);
        write.commit(CommittedPosition.after(block));
    }

    @Test
    void finishedOnesAreListedWithTheirSizeNewestFirst(@TempDir Path folder) throws IOException {
        Path older = Files.createDirectories(folder.resolve("00000000000000000009-ff"));
        Path newer = Files.createDirectories(folder.resolve("00000000000000000012-ab"));
        Files.createDirectories(folder.resolve("00000000000000000020-ab.part"));
        Files.write(newer.resolve("1.sst"), new byte[700]);
        Files.write(newer.resolve("MANIFEST"), new byte[34]);
        Instant made = Instant.parse("2026-01-31T12:00:00Z");
        for (Path snapshot : List.of(older, newer)) {
            Files.setLastModifiedTime(snapshot, FileTime.from(made));
        }
        assertThat(new Snapshots(folder).stored())
                .containsExactly(
                        new StoredSnapshot(new SnapshotName(12, "ab"), made, 734, newer),
                        new StoredSnapshot(new SnapshotName(9, "ff"), made, 0, older));
    }
}
