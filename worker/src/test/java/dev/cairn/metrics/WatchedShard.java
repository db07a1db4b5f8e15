package dev.cairn.metrics;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.simulation.StepClock;
import dev.cairn.source.SourceBatch;
import dev.cairn.source.SourceRecord;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A worker of one shard, number 3, with nothing behind it: a test says what its loops do.
final class WatchedShard implements AutoCloseable {
    static final SourcePartition BLOCKS = new SourcePartition("blocks", 3);
    static final SourcePartition TRANSACTIONS = new SourcePartition("transactions", 3);
    static final StorageIdentity IDENTITY = new StorageIdentity("cluster", new TreeMap<>(), 3);
    static final BufferLimits LIMITS = new BufferLimits(1_000, 2_000, 3_000);
    static final Halt GAP = new Halt(HaltReason.GAP, "heights 5 to 7 are missing", "blocks-3@17", "Publish them.");
    /// The blocks' times are a while after this.
    private static final Duration START = Duration.ofDays(20_000);

    final StepClock clock = new StepClock();
    final MarkBoard marks = new MarkBoard(Marks.NONE);
    final Storage storage;
    final WorkerMetrics worker;
    final PipelineMetrics metrics;

    WatchedShard() {
        this(partitions(TRANSACTIONS), Storages.open(new StorageConfig.Memory(), IDENTITY));
    }

    WatchedShard(ShardPartitions partitions, Storage storage) {
        clock.advance(START);
        this.storage = storage;
        worker = new WorkerMetrics("1.2.3", clock.both());
        metrics = worker.addShard(partitions, marks, storage, LIMITS);
    }

    static ShardPartitions partitions(SourcePartition... transactions) {
        SortedSet<SourcePartition> all = new TreeSet<>(List.of(transactions));
        return new ShardPartitions(3, BLOCKS, all);
    }

    /// One more shard of the same worker.
    PipelineMetrics addAnother(int number, Storage itsStorage) {
        ShardPartitions partitions = new ShardPartitions(
                number,
                new SourcePartition("blocks", number),
                new TreeSet<>(Set.of(new SourcePartition("blocks", number))));
        return worker.addShard(partitions, new MarkBoard(Marks.NONE), itsStorage, LIMITS);
    }

    ScrapedSeries scrape() {
        return ScrapedSeries.of(worker);
    }

    String summary() {
        return worker.summary(List.of(), "");
    }

    /// What a happening changes in the scrape.
    SortedMap<String, Double> moves(Runnable happening) {
        ScrapedSeries before = scrape();
        happening.run();
        return scrape().movedSince(before);
    }

    /// A poll that brought records of these sizes, and left off at a position of the blocks' partition.
    void poll(long position, long end, int... sizes) {
        List<SourceRecord> records = new ArrayList<>();
        for (int size : sizes) {
            records.add(SourceRecord.of(BLOCKS, position, null, new byte[size]));
        }
        metrics.polled(new SourceBatch(records, Map.of(BLOCKS, position), Map.of(BLOCKS, end)));
    }

    /// A block of two transactions, five changes and 700 bytes, published some time ago.
    AppliedReport block(long height, Duration age) {
        return new AppliedReport(
                ref(height), 0, 2, 5, 700, clock.instant().minus(age).toEpochMilli());
    }

    static BlockRef ref(long height) {
        return new BlockRef(new BlockHeight(height), new BlockHash(ChainBuilder.utf8("hash" + height)));
    }

    static FlushReport flush(long from, long to) {
        return new FlushReport(FlushTrigger.INTERVAL, from, to, 40, 3, 5_000, 250_000_000);
    }

    @Override
    public void close() {
        worker.close();
        storage.close();
    }
}
