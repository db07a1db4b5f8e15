package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.storage.Durability;
import dev.cairn.storage.StateSlice;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageStats.Level;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionShareTest {
    private static final Bytes MIDDLE = Bytes.ofHex("6b");

    @TempDir
    private Path directory;

    @Test
    void whatComesDownIsReadOnceMoreInEveryLevelThatHoldsSomething() {
        assertThat(CompactionShare.read(List.of())).isZero();
        assertThat(CompactionShare.read(List.of(new Level(0, 1, 0), new Level(1, 1, 50))))
                .isEqualTo(50);
        assertThat(CompactionShare.read(
                        List.of(new Level(0, 2, 10), new Level(1, 0, 0), new Level(2, 3, 40), new Level(3, 9, 400))))
                .isEqualTo(50 + 450);
    }

    @Test
    void aRangeHasTheShareOfTheSlicesThatItTouches() {
        List<StateSlice> slices = List.of(
                new StateSlice(new KeyRange(Bytes.EMPTY, Optional.of(MIDDLE)), 1, 300),
                new StateSlice(new KeyRange(MIDDLE, Optional.empty()), 1, 100));
        assertThat(CompactionShare.share(slices, KeyRange.all())).isEqualTo(1);
        assertThat(CompactionShare.share(slices, new KeyRange(MIDDLE, Optional.empty())))
                .isEqualTo(0.25);
        assertThat(CompactionShare.share(slices, KeyRange.prefix(Bytes.ofHex("6b01"))))
                .isEqualTo(0.25);
        assertThat(CompactionShare.share(slices, KeyRange.between(Bytes.ofHex("01"), Bytes.ofHex("6b01"))))
                .isEqualTo(1);
        assertThat(CompactionShare.share(List.of(), KeyRange.all())).isEqualTo(1);
    }

    @Test
    void aCompactionMovesIt() {
        try (Storage storage = TestRocks.open(directory.resolve("shard-0"), Durability.WAL)) {
            new WrittenChain(storage).write(3_000);
            CompactionShare share = new CompactionShare(storage, KeyRange.all());
            assertThat(share.bytesTotal()).isPositive();
            long before = share.bytesDone();
            storage.compact();
            assertThat(share.bytesDone()).isGreaterThan(before);
        }
    }
}
