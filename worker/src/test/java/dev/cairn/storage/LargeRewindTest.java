package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Step;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.SourcePartition;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rewind over more than memory is to hold at a time.
class LargeRewindTest {
    private static final int KEYS_PER_BLOCK = 100_000;

    private final List<Step> steps = new ArrayList<>();

    @AfterEach
    void stopWatching() {
        Step.watchedBy(_ -> {});
    }

    @Test
    void itIsDoneInSeveralWritesAndEndsAsInOne(@TempDir Path folder) {
        try (Storage storage = TestRocks.open(folder, Durability.KAFKA)) {
            for (long height = 1; height <= 7; height++) {
                write(storage, height);
            }
            Step.watchedBy(steps::add);
            RewindReport report = storage.rewind(2, offsets -> ResumeOffsets.of(Map.of(PARTITION, 77L)));
            assertThat(steps.stream().filter(Step.REWIND_WRITTEN::equals)).hasSizeGreaterThan(1);
            assertThat(report.fromHeight()).isEqualTo(7);
            assertThat(report.toHeight()).isEqualTo(2);
            assertThat(report.blocksDropped()).isEqualTo(5);
            CommittedPosition now = storage.committed().orElseThrow();
            assertThat(now.height()).isEqualTo(2);
            assertThat(now.resumeAfter().nextOffsets()).containsEntry(PARTITION, 77L);
            assertThat(storage.reader().block(3)).isEmpty();
            assertAllAreOf(storage, 2);
            write(storage, 3);
            assertAllAreOf(storage, 3);
            assertAllAreOf(storage, 2);
        }
    }

    private static final SourcePartition PARTITION = new SourcePartition("blocks", 0);

    private static void assertAllAreOf(Storage storage, long height) {
        long next = 0;
        try (StateCursor cursor = storage.reader().cursor(height, KeyRange.all(), ScanDirection.ASCENDING)) {
            while (cursor.next()) {
                long key = ByteBuffer.wrap(cursor.key().bytes().toArray()).getLong();
                long value = ByteBuffer.wrap(cursor.value().bytes().toArray()).getLong();
                assertThat(key).isEqualTo(next++);
                assertThat(value).isEqualTo(newestOf(key, height));
            }
        }
        assertThat(next).isEqualTo(KEYS_PER_BLOCK * (height + 1) / 2);
    }

    /// Each block changes half of the keys of the one before it, and as many new ones.
    private static long firstKeyOf(long height) {
        return (height - 1) * KEYS_PER_BLOCK / 2;
    }

    private static long newestOf(long key, long height) {
        long newest = height;
        while (firstKeyOf(newest) > key) {
            newest--;
        }
        return newest;
    }

    private static void write(Storage storage, long height) {
        AtomicWrite write = storage.beginWrite();
        long first = firstKeyOf(height);
        for (long key = first; key < first + KEYS_PER_BLOCK; key++) {
            write.put(height, bytes(key), 0, Long.BYTES, bytes(height), 0, Long.BYTES);
        }
        BlockRecord block = new BlockRecord(
                new BlockFacts(
                        new BlockRef(new BlockHeight(height), hash(height)),
                        Optional.of(hash(height - 1)),
                        height,
                        ResumeOffsets.of(Map.of(PARTITION, height))),
                height,
                Bytes.wrap(bytes(height)),
                KEYS_PER_BLOCK);
        write.block(block);
        write.changedKeys(height, new Consecutive(first));
        write.commit(CommittedPosition.after(block));
    }

    private record Consecutive(long first) implements KeyList {
        @Override
        public int size() {
            return KEYS_PER_BLOCK;
        }

        @Override
        public byte[] array(int index) {
            return bytes(first + index);
        }

        @Override
        public int offset(int index) {
            return 0;
        }

        @Override
        public int length(int index) {
            return Long.BYTES;
        }
    }

    private static BlockHash hash(long height) {
        return new BlockHash(Bytes.wrap(bytes(height)));
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
