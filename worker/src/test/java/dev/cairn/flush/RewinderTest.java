package dev.cairn.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.ShortSteps;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageFaults;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A way back that takes several writes.
class RewinderTest {
    private static final int NEWEST = 7;

    private final Storage disk =
            Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0));
    private final ShortSteps steps = new ShortSteps(disk);
    private final MvccStore memory =
            new MvccStore(new MvccConfig(2, 10_000, Duration.ofMinutes(1)), Optional.empty(), ForwardClock.fromNow());
    private final Rewinder rewinder = new Rewinder(memory, steps.storage());

    @BeforeEach
    void grow() {
        Block newest = ChainBuilder.first(0).put("a", "0").build();
        memory.apply(newest);
        for (int height = 1; height <= NEWEST; height++) {
            newest = ChainBuilder.after(newest.ref()).put("a", "" + height).build();
            memory.apply(newest);
        }
        memory.finalizeUpTo(NEWEST);
        new Flusher(disk).flush(new FlushRound(FlushTrigger.MANUAL, memory.unflushed(), NEWEST, OptionalLong.empty()));
        memory.release(NEWEST);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void betweenTwoStepsMemoryAndDiskEndWithTheSameBlock() {
        List<Long> left = new ArrayList<>();
        steps.beforeEach(height -> {
            assertThat(finalized()).isEqualTo(stored()).isEqualTo(height);
            left.add(height);
        });
        assertThat(rewinder.rewind(3)).isEqualTo(new RewindReport(7, 3, 4, 4));
        assertThat(left).containsExactly(7L, 6L, 5L, 4L);
        assertThat(finalized()).isEqualTo(stored()).isEqualTo(3);
    }

    @Test
    void whereAStepFailsThatIsNotTheFirstBothStayAtTheBlockBetween() {
        failAt(5);
        RewindReport report = rewinder.rewind(3);
        assertThat(report.toHeight()).isEqualTo(5);
        assertThat(finalized()).isEqualTo(stored()).isEqualTo(5);
        assertThat(memory.view().blocks()).extracting(BlockLayer::height).isEmpty();
        steps.beforeEach(_ -> {});
        assertThat(rewinder.rewind(3)).isEqualTo(new RewindReport(5, 3, 2, 2));
        assertThat(finalized()).isEqualTo(stored()).isEqualTo(3);
    }

    @Test
    void whereTheFirstFailsNothingHasChanged() {
        failAt(NEWEST);
        assertThatThrownBy(() -> rewinder.rewind(3)).isInstanceOf(StorageFault.Retryable.class);
        assertThat(finalized()).isEqualTo(stored()).isEqualTo(NEWEST);
    }

    private void failAt(long left) {
        steps.beforeEach(height -> {
            if (height == left) {
                throw StorageFaults.retryable("planted");
            }
        });
    }

    private long finalized() {
        return heightOf(memory.finalized());
    }

    private long stored() {
        return heightOf(disk.committed().map(position -> position.block()));
    }

    private static long heightOf(Optional<BlockRef> block) {
        return block.orElseThrow().height().value();
    }
}
