package dev.cairn.metrics;

import static dev.cairn.metrics.WatchedShard.BLOCKS;
import static dev.cairn.metrics.WatchedShard.TRANSACTIONS;
import static dev.cairn.metrics.WatchedShard.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.model.SourcePartition;
import dev.cairn.pipeline.AwaitedBlock;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardProgressTest {
    private final WatchedShard shard = new WatchedShard();

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void nothingIsKnownBeforeTheFirstPoll() {
        ProgressFigures progress = shard.metrics.progress();
        assertThat(progress.reading()).isFalse();
        assertThat(progress.lagOffsets()).isEmpty();
        assertThat(progress.lagBlocks()).isEmpty();
        assertThat(progress.lag()).isEmpty();
        assertThat(progress.timeToCatchUp()).isEmpty();
        assertThat(progress.flushes().last()).isEmpty();
        assertThat(progress.rates()).isEqualTo(new ProgressFigures.Rates(0, 0, 0));
    }

    @Test
    void lagIsTheEndLessThePositionSoThatMarkersDoNotCount() {
        // The last record lies at 7, a marker of its transaction at 8: the position is behind both.
        shard.poll(9, 9);
        assertThat(shard.metrics.progress().lagOffsets()).hasValue(0);
        assertThat(shard.metrics.progress().reading()).isTrue();
    }

    @Test
    void noLagIsToldBeforeTheEndOfEveryPartitionIsKnown() {
        poll(Map.of(BLOCKS, 5L, TRANSACTIONS, 50L), Map.of(BLOCKS, 5L));
        assertThat(shard.metrics.progress().lagOffsets()).isEmpty();
        assertThat(shard.metrics.progress().lag()).isEmpty();
        poll(Map.of(BLOCKS, 5L, TRANSACTIONS, 50L), Map.of(TRANSACTIONS, 60L));
        assertThat(shard.metrics.progress().lagOffsets()).hasValue(10);
    }

    @Test
    void anEndThatWasKnownStaysKnownAndAPositionBeyondItIsNoLag() {
        poll(Map.of(BLOCKS, 5L, TRANSACTIONS, 50L), Map.of(BLOCKS, 10L));
        assertThat(shard.metrics.progress().lagByPartition()).containsExactly(Map.entry(BLOCKS, 5L));
        assertThat(shard.metrics.progress().lagOffsets()).isEmpty();
        poll(Map.of(BLOCKS, 12L, TRANSACTIONS, 50L), Map.of(TRANSACTIONS, 53L));
        assertThat(shard.metrics.progress().lagByPartition())
                .containsExactly(Map.entry(BLOCKS, 0L), Map.entry(TRANSACTIONS, 3L));
        assertThat(shard.metrics.progress().lagOffsets()).hasValue(3);
    }

    @Test
    void lagInSecondsIsTheAgeOfTheNewestBlockWhileThereIsMoreToRead() {
        shard.poll(5, 10);
        assertThat(shard.metrics.progress().lag()).isEmpty();
        shard.metrics.applied(shard.block(0, Duration.ofMinutes(3)));
        assertThat(shard.metrics.progress().lag()).contains(Duration.ofMinutes(3));
        shard.clock.advance(Duration.ofMinutes(1));
        assertThat(shard.metrics.progress().lag()).contains(Duration.ofMinutes(4));
        shard.poll(10, 10);
        assertThat(shard.metrics.progress().lag()).contains(Duration.ZERO);
    }

    @Test
    void whoHasReadEverythingLagsByTheTimeThatABlockIsWaitedFor() {
        shard.poll(10, 10);
        shard.metrics.applied(shard.block(0, Duration.ofMinutes(3)));
        AwaitedBlock awaited = new AwaitedBlock(
                ref(1), shard.clock.instant(), shard.clock.elapsedMs(), "0 of 1 transactions are there");
        shard.metrics.awaiting(Optional.of(awaited));
        shard.clock.advance(Duration.ofSeconds(70));
        assertThat(shard.metrics.progress().lag()).contains(Duration.ofSeconds(70));
        assertThat(shard.metrics.progress().awaiting())
                .contains(new ProgressFigures.Wait(awaited, Duration.ofSeconds(70)));
        assertThat(shard.summary())
                .contains("  awaits    block " + ref(1) + " for 1 min 10 s: 0 of 1 transactions are there\n");
        assertThat(shard.worker.scrape(SeriesFormat.TEXT).text())
                .contains("cairn_waiting_for_block_seconds{shard=\"3\"} 70.0");
        shard.metrics.awaiting(Optional.empty());
        assertThat(shard.metrics.progress().lag()).contains(Duration.ZERO);
        assertThat(shard.worker.scrape(SeriesFormat.TEXT).text())
                .contains("cairn_waiting_for_block_seconds{shard=\"3\"} 0.0");
    }

    @Test
    void whileHaltedTheLagGrowsThoughEverythingWasRead() {
        shard.poll(10, 10);
        shard.metrics.applied(shard.block(0, Duration.ofSeconds(1)));
        shard.metrics.halted(WatchedShard.GAP);
        shard.clock.advance(Duration.ofMinutes(1));
        assertThat(shard.metrics.progress().lag()).contains(Duration.ofSeconds(61));
        assertThat(shard.metrics.progress().halted()).contains(WatchedShard.GAP);
        shard.metrics.resumed();
        assertThat(shard.metrics.progress().lag()).contains(Duration.ZERO);
        assertThat(shard.metrics.progress().halted()).isEmpty();
    }

    @Test
    void whilePausedTheLagGrowsSinceNobodyKnowsWhatThereIsToRead() {
        shard.poll(10, 10);
        shard.metrics.applied(shard.block(0, Duration.ofSeconds(1)));
        shard.metrics.pausedByOperator(true);
        shard.clock.advance(Duration.ofMinutes(1));
        assertThat(shard.metrics.progress().lag()).contains(Duration.ofSeconds(61));
        assertThat(shard.worker.scrape(SeriesFormat.TEXT).text()).contains("cairn_paused{shard=\"3\"} 1.0");
        shard.metrics.pausedByOperator(false);
        assertThat(shard.metrics.progress().lag()).contains(Duration.ZERO);
        assertThat(shard.worker.scrape(SeriesFormat.TEXT).text()).contains("cairn_paused{shard=\"3\"} 0.0");
    }

    @Test
    void lagInBlocksIsWhatWasSeenAndNotAppliedAndWhatIsNotReadYet() {
        shard.poll(10, 10);
        shard.metrics.announced(ref(9));
        shard.marks.applied(7, 7);
        assertThat(shard.metrics.progress().lagBlocks()).hasValue(2);
        shard.poll(10, 15);
        assertThat(shard.metrics.progress().lagBlocks()).hasValue(7);
    }

    @Test
    void oldBlockEventsThatComeAgainTakeNothingFromTheLagInBlocks() {
        shard.poll(10, 10);
        shard.metrics.announced(ref(8));
        shard.metrics.announced(ref(9));
        shard.metrics.announced(ref(3));
        shard.marks.applied(7, 5);
        assertThat(shard.metrics.progress().lagBlocks()).hasValue(2);
        apply(8);
        assertThat(shard.metrics.progress().lagBlocks()).hasValue(1);
        apply(9);
        assertThat(shard.metrics.progress().lagBlocks()).hasValue(0);
    }

    @Test
    void aNewBranchThatIsShorterLeavesNoLagBehind() {
        shard.poll(10, 10);
        shard.metrics.announced(ref(9));
        apply(9);
        shard.metrics.announced(ref(6));
        shard.metrics.announced(ref(7));
        shard.marks.applied(5, 5);
        apply(6);
        assertThat(shard.metrics.progress().lagBlocks()).hasValue(1);
        apply(7);
        assertThat(shard.metrics.progress().lagBlocks()).hasValue(0);
    }

    @Test
    void inATopicSharedWithTransactionsLagInBlocksIsKnownAtTheTipOnly() {
        try (WatchedShard shared = new WatchedShard(
                WatchedShard.partitions(BLOCKS), Storages.open(new StorageConfig.Memory(), WatchedShard.IDENTITY))) {
            shared.poll(10, 15);
            assertThat(shared.metrics.progress().lagBlocks()).isEqualTo(OptionalLong.empty());
            shared.metrics.announced(ref(0));
            shared.poll(15, 15);
            assertThat(shared.metrics.progress().lagBlocks()).hasValue(1);
        }
    }

    @Test
    void ratesAreThoseOfTheLastSeconds() {
        for (int second = 0; second < 30; second++) {
            shard.metrics.applied(shard.block(second, Duration.ZERO));
            shard.metrics.applied(shard.block(second, Duration.ZERO));
            shard.clock.advance(Duration.ofSeconds(1));
        }
        ProgressFigures.Rates rates = shard.metrics.progress().rates();
        assertThat(rates.blocks()).isEqualTo(2, within(0.01));
        assertThat(rates.transactions()).isEqualTo(4, within(0.01));
        assertThat(rates.writes()).isEqualTo(10, within(0.01));
        shard.clock.advance(Duration.ofSeconds(5));
        assertThat(shard.metrics.progress().rates().blocks()).isEqualTo(1, within(0.01));
        shard.clock.advance(Duration.ofSeconds(6));
        assertThat(shard.metrics.progress().rates().blocks()).isZero();
    }

    @Test
    void aRateBeginsWithItsFirstSecondAndNeverSooner() {
        shard.metrics.applied(shard.block(0, Duration.ZERO));
        assertThat(shard.metrics.progress().rates().blocks()).isEqualTo(1, within(0.01));
        shard.clock.advance(Duration.ofSeconds(2));
        assertThat(shard.metrics.progress().rates().blocks()).isEqualTo(0.5, within(0.01));
    }

    @Test
    void catchingUpTakesWhatIsLeftAtTheSpeedGainedOnProducers() {
        long position = 0;
        long end = 100_000;
        for (int second = 0; second < 20; second++) {
            shard.poll(position, end);
            shard.clock.advance(Duration.ofSeconds(1));
            position += 1_000;
            end += 100;
        }
        // 900 offsets gained a second, and the last poll left 82,900.
        assertThat(shard.metrics.progress().timeToCatchUp().orElseThrow())
                .isCloseTo(Duration.ofSeconds(92), Duration.ofSeconds(1));
    }

    @Test
    void whoGainsNothingOrHasNothingLeftHasNoTimeToCatchUp() {
        for (int second = 0; second < 20; second++) {
            shard.poll(second * 100L, 5_000 + second * 100L);
            shard.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(shard.metrics.progress().timeToCatchUp()).isEmpty();
        shard.poll(7_000, 7_000);
        assertThat(shard.metrics.progress().timeToCatchUp()).isEmpty();
    }

    @Test
    void goingBackIsNoProgress() {
        shard.poll(1_000, 2_000);
        shard.clock.advance(Duration.ofSeconds(1));
        shard.poll(0, 2_000);
        assertThat(shard.metrics.progress().lagOffsets()).hasValue(2_000);
        assertThat(shard.metrics.progress().timeToCatchUp()).isEmpty();
    }

    @Test
    void flushesAreSummedUpAndTheLastOneIsKept() {
        shard.metrics.flushed(WatchedShard.flush(0, 9));
        shard.clock.advance(Duration.ofSeconds(5));
        shard.metrics.flushed(WatchedShard.flush(10, 14));
        FlushTotals flushes = shard.metrics.progress().flushes();
        assertThat(flushes.count()).isEqualTo(2);
        assertThat(flushes.writes()).isEqualTo(80);
        assertThat(flushes.bytes()).isEqualTo(10_000);
        assertThat(flushes.last()).contains(new FlushTotals.Last(WatchedShard.flush(10, 14), shard.clock.instant()));
    }

    private void apply(long height) {
        shard.marks.applied(height, 5);
        shard.metrics.applied(shard.block(height, Duration.ZERO));
    }

    private void poll(Map<SourcePartition, Long> positions, Map<SourcePartition, Long> ends) {
        shard.metrics.polled(new SourceBatch(List.of(), positions, ends));
    }
}
