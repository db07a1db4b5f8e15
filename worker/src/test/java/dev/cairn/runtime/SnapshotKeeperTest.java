package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.fault.Step;
import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One snapshot each ten blocks, but not sooner than a moment after the last was begun.
@Timeout(60)
class SnapshotKeeperTest implements PipelineListener {
    private static final int EVERY_BLOCKS = 10;
    private static final int INTERVAL_MS = 5;

    @TempDir
    private Path folder;

    private final AtomicLong nowMs = new AtomicLong();
    private final BlockingQueue<Long> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
    private final MarkBoard marks = new MarkBoard(Marks.NONE);
    private Snapshots snapshots;
    private Storage storage;
    private SnapshotKeeper keeper;

    @BeforeEach
    void open() {
        snapshots = new Snapshots(folder.resolve("snapshots"), InstantSource.system());
        storage = TestRocks.open(folder.resolve("db"), Durability.WAL);
        keeper = new SnapshotKeeper(
                0,
                snapshots,
                new SnapshotsConfig(
                        folder.resolve("snapshots"),
                        new SnapshotPolicy(EVERY_BLOCKS, Duration.ofMillis(INTERVAL_MS)),
                        10,
                        SnapshotsConfig.Bootstrap.NONE,
                        true),
                storage,
                marks,
                nowMs::get,
                this);
    }

    @AfterEach
    void close() {
        Step.watchedBy(_ -> {});
        keeper.close();
        storage.close();
    }

    @Override
    public void snapshotFailed(RuntimeException cause) {
        failures.add(cause);
    }

    @Override
    public void snapshotTaken(SnapshotReport report) {
        taken.add(report.block().height().value());
    }

    @Test
    void oneThatIsDueTooSoonIsTakenOnceItIsNoMoreThoughNoOtherBlockComes() throws InterruptedException {
        flush(EVERY_BLOCKS);
        assertThat(taken.take()).isEqualTo(EVERY_BLOCKS);
        flush(EVERY_BLOCKS);
        nowMs.addAndGet(INTERVAL_MS - 1);
        assertThat(snapshots.list()).as("it is too soon").hasSize(1);
        nowMs.incrementAndGet();
        assertThat(taken.take()).isEqualTo(2 * EVERY_BLOCKS);
    }

    @Test
    void whatSomebodyWantedMeanwhileIsNotTakenAgain() throws InterruptedException, ExecutionException {
        flush(EVERY_BLOCKS);
        assertThat(taken.take()).isEqualTo(EVERY_BLOCKS);
        flush(EVERY_BLOCKS);
        assertThat(keeper.take().get()).isPresent();
        assertThat(taken.take()).isEqualTo(2 * EVERY_BLOCKS);
        nowMs.addAndGet(INTERVAL_MS);
        flush(EVERY_BLOCKS - 1);
        nowMs.addAndGet(INTERVAL_MS);
        flush(1);
        assertThat(taken.take()).as("the next after ten blocks more").isEqualTo(3 * EVERY_BLOCKS);
    }

    @Test
    void oneThatClosingCutsOffHasNotFailed() {
        Step.watchedBy(step -> {
            if (step == Step.SNAPSHOT_LINKED) {
                keeper.close();
            }
        });
        new WrittenChain(storage).write(1);
        assertThatThrownBy(() -> keeper.take().get()).isInstanceOf(ExecutionException.class);
        assertThat(snapshots.list()).isEmpty();
        assertThat(failures).isEmpty();
    }

    private void flush(int blocks) {
        new WrittenChain(storage).write(blocks);
        long height = SteppedLife.heightOf(storage);
        marks.applied(height, height);
        marks.flushed(height, 0);
        keeper.flushed(new FlushReport(FlushTrigger.BLOCKS, height - blocks + 1, height, 1, 0, 1, 1));
    }
}
