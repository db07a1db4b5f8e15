package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.fixtures.TextState;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happens between a reader's steps, one case at a time.
class StateReaderTest {
    private static final HeightSelector LATEST = new HeightSelector.Latest();
    private static final HeightSelector FIRST = new HeightSelector.At(new BlockHeight(0));

    private final Storage storage =
            Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0));
    private final WatchedStorage watched = new WatchedStorage(storage);
    private final MvccStore memory =
            new MvccStore(new MvccConfig(1, 0, Duration.ofMinutes(1)), Optional.empty(), ForwardClock.fromNow());
    private final StateReader reader = new StateReader(memory, watched.storage(), new ReadConfig(1));

    private final Block first =
            ChainBuilder.first(0).put("a", "0").put("b", "0").build();
    private final Block second = ChainBuilder.after(first.ref()).put("a", "1").build();
    private final Block other =
            ChainBuilder.after(first.ref()).branch("-other").put("b", "other").build();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void aScanThatIsPrunedWhileItIsOpenedLeavesNoCursorBehind() {
        applyAndFlush(first, second);
        watched.afterNext("cursor", () -> storage.raiseFloor(1));
        assertThat(reader.scan(KeyRange.all(), ScanDirection.ASCENDING, FIRST))
                .isEqualTo(new Answer.Pruned<>(new BlockHeight(1)));
        assertThat(watched.openCursors).hasValue(0);
    }

    @Test
    void changesThatArePrunedWhileTheyAreOpenedLeaveNoCursorBehind() {
        applyAndFlush(first, second);
        watched.afterNext("cursor", () -> storage.raiseFloor(1));
        assertThat(reader.changesBetween(FIRST, LATEST, KeyRange.all()))
                .isEqualTo(new Answer.Pruned<>(new BlockHeight(1)));
        assertThat(watched.openCursors).hasValue(0);
    }

    @Test
    void aReadThatOverlapsWithARewindBeginsAgainAndLeavesNoCursorBehind() {
        applyAndFlush(first, second);
        watched.afterNext("cursor", () -> new Rewinder(memory, storage).rewind(0));
        Answer<StateScan> answer = reader.scan(KeyRange.all(), ScanDirection.ASCENDING, LATEST);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Known.class, known -> assertThat(known.at()).isEqualTo(first.ref()));
        assertThat(watched.openCursors).hasValue(1);
        assertThat(walked(answer)).containsExactly("a=0", "b=0");
        assertThat(watched.openCursors).hasValue(0);
    }

    @Test
    void anOldViewReadsNothingOfALaterBranchFromDisk() {
        applyAndFlush(first);
        memory.apply(second);
        watched.beforeNext("get", this::replaceSecond);
        assertThat(reader.get(TextState.key("b"), LATEST))
                .isEqualTo(new Answer.Known<>(second.ref(), Optional.of(TextState.value("0"))));
        assertThat(reader.get(TextState.key("b"), LATEST))
                .isEqualTo(new Answer.Known<>(other.ref(), Optional.of(TextState.value("other"))));
    }

    @Test
    void anOldViewWhoseFinalBlocksArePrunedMakesWayForANewOne() {
        applyAndFlush(first);
        memory.apply(second);
        watched.beforeNext("get", () -> {
            replaceSecond();
            storage.raiseFloor(1);
        });
        assertThat(reader.get(TextState.key("b"), LATEST))
                .isEqualTo(new Answer.Known<>(other.ref(), Optional.of(TextState.value("other"))));
    }

    @Test
    void whatMemoryStillHoldsCanBeReadWhenTheFloorRisesWithAFlush() {
        applyAndFlush(first);
        memory.apply(second);
        memory.finalizeUpTo(1);
        new Flusher(storage).flush(new FlushRound(FlushTrigger.MANUAL, memory.unflushed(), 1, OptionalLong.of(1)));
        assertThat(reader.get(TextState.key("b"), LATEST))
                .isEqualTo(new Answer.Known<>(second.ref(), Optional.of(TextState.value("0"))));
        assertThat(reader.block(first.ref().hash())).isEmpty();
        assertThat(reader.get(TextState.key("b"), FIRST)).isEqualTo(new Answer.Pruned<>(new BlockHeight(1)));
    }

    @Test
    void anOpenWalkStaysWhatItIsThroughFlushesPruningAndRewinds() {
        applyAndFlush(first);
        memory.apply(second);
        Answer<ChangeScan> changes = reader.changesOf(LATEST, KeyRange.all());
        Answer<StateScan> scan = reader.scan(KeyRange.all(), ScanDirection.ASCENDING, LATEST);
        memory.finalizeUpTo(1);
        flush();
        memory.apply(ChainBuilder.after(second.ref()).put("a", "2").delete("b").build());
        memory.finalizeUpTo(2);
        flush();
        storage.raiseFloor(1);
        new Rewinder(memory, storage).rewind(1);
        try (ChangeScan walk = Answers.known(changes)) {
            assertThat(walk.next()).isTrue();
            assertThat(walk.change())
                    .isEqualTo(new KeyChange(
                            TextState.key("a"), Optional.of(TextState.value("0")), Optional.of(TextState.value("1"))));
            assertThat(walk.next()).isFalse();
            assertThatIllegalStateException().isThrownBy(walk::change).withMessageContaining("next() was not called");
        }
        assertThat(walked(scan)).containsExactly("a=1", "b=0");
    }

    @Test
    void aFailureWhileChangesAreOpenedLeavesNoCursorBehind() {
        applyAndFlush(first, second);
        StateReader walking = new StateReader(memory, watched.storage(), new ReadConfig(1), new ListBounds(0, 0, 0));
        for (StateReader one : List.of(reader, walking)) {
            AtomicInteger opened = new AtomicInteger();
            watched.beforeEach(method -> {
                if (method.equals("cursor") && opened.incrementAndGet() == 2) {
                    throw new IllegalStateException("planted");
                }
            });
            assertThatIllegalStateException()
                    .isThrownBy(() -> one.changesBetween(FIRST, LATEST, KeyRange.all()))
                    .withMessage("planted");
            assertThat(watched.openCursors).hasValue(0);
        }
    }

    @Test
    void everyNativeReadPassesTheGateAndNobodyHoldsAPlaceBetweenTwo() throws InterruptedException {
        applyAndFlush(first, second);
        StateScan scan = Answers.known(reader.scan(KeyRange.all(), ScanDirection.ASCENDING, LATEST));
        ChangeScan changes = Answers.known(reader.changesBetween(FIRST, LATEST, KeyRange.all()));
        List<Runnable> reads = List.of(
                scan::next,
                changes::next,
                () -> reader.get(TextState.key("a"), FIRST),
                () -> reader.getAll(List.of(TextState.key("a")), FIRST),
                () -> reader.history(TextState.key("a"), FIRST, HistoryPage.newest(1)),
                () -> reader.block(FIRST),
                () -> reader.block(first.ref().hash()),
                () -> Answers.known(reader.changesOf(LATEST, KeyRange.all())).close());
        for (Runnable read : reads) {
            runWhileTheOnlyPlaceIsTaken(read);
        }
        scan.close();
        changes.close();
    }

    @Test
    void timesBeyondAllBlocksAreAnsweredToo() {
        applyAndFlush(first);
        memory.apply(second);
        assertThat(reader.get(TextState.key("a"), new HeightSelector.AtTime(Instant.MIN)))
                .isEqualTo(new Answer.Pruned<>(new BlockHeight(0)));
        assertThat(reader.get(TextState.key("a"), new HeightSelector.AtTime(Instant.MAX)))
                .isEqualTo(new Answer.NotYetApplied<>(Optional.of(new BlockHeight(1))));
        assertThat(reader.get(TextState.key("a"), new HeightSelector.AtTime(Instant.ofEpochMilli(999))))
                .isEqualTo(new Answer.Known<>(first.ref(), Optional.of(TextState.value("0"))));
    }

    @Test
    void aPageOfHistoryHasARangeAndASize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryPage(new BlockHeight(2), new BlockHeight(1), 1))
                .withMessageContaining("exchange the two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryPage.newest(0))
                .withMessageContaining("1 to 10000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryPage.newest(HistoryPage.COUNT_MAX + 1))
                .withMessageContaining("next page");
    }

    @Test
    void manyValuesAreFetchedFromDiskAtOnce() {
        applyAndFlush(first);
        memory.apply(second);
        List<String> calls = new ArrayList<>();
        watched.beforeEach(calls::add);
        assertThat(reader.getAll(
                        List.of(TextState.key("b"), TextState.key("a"), TextState.key("c"), TextState.key("b")),
                        LATEST))
                .isEqualTo(new Answer.Known<>(
                        second.ref(),
                        List.of(
                                Optional.of(TextState.value("0")),
                                Optional.of(TextState.value("1")),
                                Optional.empty(),
                                Optional.of(TextState.value("0")))));
        assertThat(calls).containsExactly("getAll");
    }

    @Test
    void aFaultOfTheDiskIsNoAnswer() {
        applyAndFlush(first);
        watched.beforeNext("get", () -> {
            throw new UnsupportedOperationException("planted");
        });
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> reader.get(TextState.key("b"), LATEST));
    }

    /// Another thread stays inside a native read until the given one waits for its place.
    private void runWhileTheOnlyPlaceIsTaken(Runnable read) throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        watched.beforeNext("get", () -> {
            taken.countDown();
            awaitUninterruptibly(leave);
        });
        Thread holder = Thread.ofPlatform().start(() -> reader.get(TextState.key("b"), LATEST));
        taken.await();
        Thread waiting = Thread.ofPlatform().start(read);
        while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        boolean waits = waiting.isAlive();
        leave.countDown();
        waiting.join();
        holder.join();
        assertThat(waits).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("expected nobody to interrupt a reader of this test", e);
        }
    }

    private void replaceSecond() {
        memory.dropAbove(first.ref());
        memory.apply(other);
        memory.finalizeUpTo(1);
        flush();
    }

    private void applyAndFlush(Block... blocks) {
        for (Block block : blocks) {
            memory.apply(block);
            memory.finalizeUpTo(block.height());
        }
        flush();
    }

    private void flush() {
        long height = memory.unflushed().getLast().height();
        new Flusher(storage)
                .flush(new FlushRound(FlushTrigger.MANUAL, memory.unflushed(), height, OptionalLong.empty()));
        memory.release(height);
    }

    private static List<String> walked(Answer<StateScan> answer) {
        List<String> entries = new ArrayList<>();
        try (StateScan scan = Answers.known(answer)) {
            while (scan.next()) {
                entries.add(TextState.text(scan.key().bytes()) + "="
                        + TextState.text(scan.value().bytes()));
            }
        }
        return entries;
    }
}
