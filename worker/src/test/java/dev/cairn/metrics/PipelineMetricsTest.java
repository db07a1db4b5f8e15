package dev.cairn.metrics;

import static dev.cairn.metrics.WatchedShard.BLOCKS;
import static dev.cairn.metrics.WatchedShard.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.cairn.marks.Marks;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.storage.RewindReport;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every series moves when what it measures happens, and only then: each test names all that a happening changes.
class PipelineMetricsTest {
    private final WatchedShard shard = new WatchedShard();

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void nothingMovesWhileNothingHappens() {
        assertThat(shard.moves(() -> shard.clock.advance(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void marksAreAbsentUntilTheyAreKnown() {
        assertThat(shard.scrape().values().keySet()).noneMatch(series -> series.endsWith("_height"));
        assertThat(shard.moves(() -> shard.marks.applied(7, 5)))
                .containsOnly(entry("cairn_applied_height", 7.0), entry("cairn_finalized_height", 5.0));
        assertThat(shard.moves(() -> shard.marks.flushed(4, 2)))
                .containsOnly(entry("cairn_flushed_height", 4.0), entry("cairn_earliest_height", 2.0));
        Marks withSnapshot = new Marks(
                OptionalLong.of(2), OptionalLong.of(4), OptionalLong.of(5), OptionalLong.of(7), OptionalLong.of(3));
        assertThat(shard.moves(() -> shard.marks.rewound(withSnapshot)))
                .containsOnly(entry("cairn_snapshot_height", 3.0));
    }

    @Test
    void aPollMovesWhatIsReadAndHowMuchIsLeft() {
        assertThat(shard.moves(() -> shard.poll(10, 12, 100, 30)))
                .containsOnly(
                        entry("cairn_read_records_total", 2.0),
                        entry("cairn_read_bytes_total", 130.0),
                        entry("cairn_lag_offsets{partition=3,topic=blocks}", 2.0),
                        entry("cairn_lag_blocks", 2.0));
        assertThat(shard.moves(() -> shard.poll(12, 12)))
                .containsOnly(
                        entry("cairn_lag_offsets{partition=3,topic=blocks}", 0.0),
                        entry("cairn_lag_blocks", 0.0),
                        entry("cairn_lag_seconds", 0.0));
    }

    @Test
    void aBlockMovesWhatIsAppliedAndHowLongItTook() {
        assertThat(shard.moves(() -> shard.metrics.applied(shard.block(0, Duration.ofMillis(25)))))
                .containsOnly(
                        entry("cairn_applied_blocks_total", 1.0),
                        entry("cairn_applied_transactions_total", 2.0),
                        entry("cairn_applied_writes_total", 5.0),
                        entry("cairn_applied_bytes_total", 700.0),
                        entry("cairn_event_to_visible_seconds_count", 1.0),
                        entry("cairn_event_to_visible_seconds_sum", 0.025),
                        entry("cairn_event_to_visible_seconds_max", 0.025),
                        entry("cairn_lag_seconds", 0.025));
    }

    @Test
    void latenciesAreToldApartAround25Milliseconds() {
        shard.metrics.applied(shard.block(0, Duration.ofMillis(21)));
        shard.metrics.applied(shard.block(1, Duration.ofMillis(25)));
        shard.metrics.applied(shard.block(2, Duration.ofMillis(27)));
        shard.metrics.applied(shard.block(3, Duration.ofHours(9)));
        assertThat(shard.worker.scrape(SeriesFormat.TEXT).text())
                .contains("cairn_event_to_visible_seconds_bucket{shard=\"3\",le=\"0.02\"} 0\n")
                .contains("cairn_event_to_visible_seconds_bucket{shard=\"3\",le=\"0.022\"} 1\n")
                .contains("cairn_event_to_visible_seconds_bucket{shard=\"3\",le=\"0.025\"} 2\n")
                .contains("cairn_event_to_visible_seconds_bucket{shard=\"3\",le=\"0.028\"} 3\n")
                .contains("cairn_event_to_visible_seconds_bucket{shard=\"3\",le=\"3600.0\"} 3\n")
                .contains("cairn_event_to_visible_seconds_bucket{shard=\"3\",le=\"+Inf\"} 4\n");
    }

    @Test
    void aRecordFromTheFutureTookNoTimeAndOneWithoutATimeIsNotMeasured() {
        shard.metrics.applied(shard.block(0, Duration.ofMillis(-40)));
        assertThat(shard.scrape().value("cairn_event_to_visible_seconds_sum")).isZero();
        assertThat(shard.scrape().value("cairn_event_to_visible_seconds_count")).isEqualTo(1);
        Duration sinceTheEpoch = Duration.ofMillis(shard.clock.millis());
        shard.metrics.applied(shard.block(1, sinceTheEpoch));
        assertThat(shard.scrape().value("cairn_event_to_visible_seconds_count")).isEqualTo(1);
        assertThat(shard.scrape().value("cairn_lag_seconds")).isZero();
    }

    @Test
    void whatIsSkippedMovesItsOwnCounterOnly() {
        assertThat(shard.moves(() -> shard.metrics.duplicates(4)))
                .containsOnly(entry("cairn_duplicate_records_total", 4.0));
        assertThat(shard.moves(shard.metrics::deadLettered)).containsOnly(entry("cairn_dead_letters_total", 1.0));
    }

    @Test
    void reorganisationsAreCountedByDepth() {
        assertThat(shard.moves(() -> shard.metrics.reorganised(WatchedShard.ref(4), 3)))
                .containsOnly(
                        entry("cairn_reorg_depth_blocks_count", 1.0),
                        entry("cairn_reorg_depth_blocks_sum", 3.0),
                        entry("cairn_reorg_depth_blocks_max", 3.0));
        assertThat(shard.worker.scrape(SeriesFormat.TEXT).text())
                .contains("cairn_reorg_depth_blocks_bucket{shard=\"3\",le=\"2.0\"} 0\n")
                .contains("cairn_reorg_depth_blocks_bucket{shard=\"3\",le=\"3.0\"} 1\n");
    }

    @Test
    void aSnapshotMovesWhatIsTakenAndWhatIsSent() {
        Instant taken = shard.clock.instant();
        assertThat(shard.moves(() -> shard.metrics.snapshotTaken(
                        new SnapshotReport(WatchedShard.ref(4), taken, 900, 1, 50_000_000))))
                .containsOnly(
                        entry("cairn_snapshots_total", 1.0),
                        entry("cairn_snapshot_duration_seconds_count", 1.0),
                        entry("cairn_snapshot_duration_seconds_sum", 0.05),
                        entry("cairn_snapshot_duration_seconds_max", 0.05),
                        entry("cairn_snapshot_bytes", 900.0),
                        entry("cairn_snapshot_timestamp_seconds", taken.toEpochMilli() / 1e3));
        assertThat(shard.moves(() -> shard.metrics.newestSnapshot(taken.plusSeconds(9))))
                .containsOnly(entry("cairn_snapshot_timestamp_seconds", taken.toEpochMilli() / 1e3 + 9));
        assertThat(shard.moves(
                        () -> shard.metrics.snapshotSent(new SentReport(WatchedShard.ref(4), false, 300, 600, 0, 1))))
                .containsOnly(
                        entry("cairn_snapshots_sent_total", 1.0),
                        entry("cairn_snapshot_sent_bytes_total", 300.0),
                        entry("cairn_snapshot_skipped_bytes_total", 600.0),
                        entry("cairn_snapshot_sent_height", 4.0));
        assertThat(shard.moves(() -> shard.metrics.snapshotFailed(new IllegalStateException())))
                .containsOnly(entry("cairn_snapshot_failures_total", 1.0));
        assertThat(shard.moves(() -> shard.metrics.snapshotNotSent(new IllegalStateException())))
                .containsOnly(entry("cairn_snapshot_send_failures_total", 1.0));
    }

    @Test
    void whatIsForgottenMovesHowMuchAndWhenAndWhatIsLeft() {
        assertThat(shard.moves(() -> shard.metrics.pruneLag(12))).containsOnly(entry("cairn_prune_lag_blocks", 12.0));
        assertThat(shard.moves(() -> shard.metrics.pruned(3, 10)))
                .containsOnly(
                        entry("cairn_prunes_total", 1.0),
                        entry("cairn_pruned_blocks_total", 7.0),
                        entry("cairn_prune_lag_blocks", 5.0),
                        entry("cairn_last_prune_timestamp_seconds", shard.clock.millis() / 1e3));
    }

    @Test
    void spaceThatIsGivenBackMovesWhatWasLookedAtAndWhatCameOfIt() {
        assertThat(shard.moves(() -> shard.metrics.reclaiming().surveyed(0.4)))
                .containsOnly(entry("cairn_surveyed_slices_total", 1.0), entry("cairn_garbage_ratio", 0.4));
        assertThat(shard.moves(() -> shard.metrics.reclaiming().compacted(700)))
                .containsOnly(entry("cairn_compacted_slices_total", 1.0), entry("cairn_reclaimed_bytes_total", 700.0));
    }

    @Test
    void damagedDatabasesAreThoseThatLieThereNow() {
        assertThat(shard.scrape().value("cairn_damaged_databases")).isZero();
        assertThat(shard.moves(() -> shard.metrics.damagedDatabases(() -> 2)))
                .containsOnly(entry("cairn_damaged_databases", 2.0));
    }

    @Test
    void aRewindMovesWhatItDroppedAndRestored() {
        assertThat(shard.moves(() -> shard.metrics.rewound(new RewindReport(9, 5, 33, 4))))
                .containsOnly(
                        entry("cairn_rewinds_total", 1.0),
                        entry("cairn_rewound_blocks_total", 4.0),
                        entry("cairn_rewound_keys_total", 33.0));
    }

    @Test
    void aFlushMovesWhatIsDurableAndHowLongItTook() {
        assertThat(shard.moves(() -> shard.metrics.flushed(WatchedShard.flush(10, 14))))
                .containsOnly(
                        entry("cairn_flushes_total{trigger=interval}", 1.0),
                        entry("cairn_flush_duration_seconds_count", 1.0),
                        entry("cairn_flush_duration_seconds_sum", 0.25),
                        entry("cairn_flush_duration_seconds_max", 0.25),
                        entry("cairn_flush_size_bytes_count", 1.0),
                        entry("cairn_flush_size_bytes_sum", 5_000.0),
                        entry("cairn_flush_size_bytes_max", 5_000.0),
                        entry("cairn_flushed_blocks_total", 5.0),
                        entry("cairn_flushed_writes_total", 40.0),
                        entry("cairn_flushed_bytes_total", 5_000.0),
                        entry("cairn_flush_skipped_writes_total", 3.0));
    }

    @Test
    void failuresOfKafkaAndOfTheDiskAreCountedApart() {
        assertThat(shard.moves(() -> shard.metrics.storageFailed(new IllegalStateException("disk"))))
                .containsOnly(entry("cairn_storage_failures_total", 1.0));
        assertThat(shard.moves(() -> shard.metrics.sourceUnavailable(new IllegalStateException("broker"))))
                .containsOnly(entry("cairn_source_failures_total", 1.0));
    }

    @Test
    void transactionsAreFlushedWithTheirBlocksAndThoseOfDroppedBlocksNever() {
        for (int height = 0; height < 6; height++) {
            shard.metrics.applied(shard.block(height, Duration.ZERO));
        }
        shard.metrics.flushed(WatchedShard.flush(0, 1));
        assertThat(shard.scrape().value("cairn_flushed_transactions_total")).isEqualTo(4);
        shard.metrics.reorganised(WatchedShard.ref(3), 2);
        shard.metrics.flushed(WatchedShard.flush(2, 5));
        assertThat(shard.scrape().value("cairn_flushed_transactions_total")).isEqualTo(8);
        shard.metrics.applied(shard.block(4, Duration.ZERO));
        shard.metrics.rewound(new RewindReport(4, 3, 0, 1));
        shard.metrics.flushed(WatchedShard.flush(4, 4));
        assertThat(shard.scrape().value("cairn_flushed_transactions_total")).isEqualTo(8);
    }

    @Test
    void memoryIsShownAgainstItsLimits() {
        assertThat(shard.moves(() -> shard.metrics.memory(new MemoryReport(10, 20, 30, 40))))
                .containsOnly(
                        entry("cairn_waiting_bytes", 10.0),
                        entry("cairn_tip_bytes", 20.0),
                        entry("cairn_unflushed_bytes", 30.0),
                        entry("cairn_store_bytes", 40.0));
        assertThat(shard.scrape().value("cairn_waiting_limit_bytes")).isEqualTo(1_000);
        assertThat(shard.scrape().value("cairn_unflushed_limit_bytes")).isEqualTo(2_000);
        assertThat(shard.scrape().value("cairn_store_limit_bytes")).isEqualTo(6_000);
    }

    @Test
    void pausedPartitionsAreMarkedOneByOne() {
        assertThat(shard.moves(() -> shard.metrics.paused(Set.of(TRANSACTIONS))))
                .containsOnly(entry("cairn_partition_paused{partition=3,topic=transactions}", 1.0));
        assertThat(shard.moves(() -> shard.metrics.paused(Set.of(BLOCKS))))
                .containsOnly(
                        entry("cairn_partition_paused{partition=3,topic=transactions}", 0.0),
                        entry("cairn_partition_paused{partition=3,topic=blocks}", 1.0));
    }

    @Test
    void haltingIsShownByReasonAndGoesWhenItsCauseGoes() {
        assertThat(shard.moves(() -> shard.metrics.halted(WatchedShard.GAP)))
                .containsOnly(entry("cairn_halted{reason=gap}", 1.0), entry("cairn_halts_total{reason=gap}", 1.0));
        assertThat(shard.moves(shard.metrics::resumed)).containsOnly(entry("cairn_halted{reason=gap}", 0.0));
    }
}
