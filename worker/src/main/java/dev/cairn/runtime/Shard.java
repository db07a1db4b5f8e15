package dev.cairn.runtime;

import dev.cairn.admin.ShardAdmin;
import dev.cairn.api.BlockStreams;
import dev.cairn.api.ShardView;
import dev.cairn.assemble.AssembleConfig;
import dev.cairn.config.WorkerConfig;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.FeedDecoder;
import dev.cairn.fault.Halt;
import dev.cairn.handle.Handlers;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.metrics.BufferLimits;
import dev.cairn.metrics.PipelineMetrics;
import dev.cairn.metrics.ProgressFigures;
import dev.cairn.metrics.WorkerMetrics;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.pipeline.ApplyLoop;
import dev.cairn.pipeline.AwaitedBlock;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.pipeline.PipelineSettings;
import dev.cairn.pipeline.ShardPipeline;
import dev.cairn.pipeline.Stations;
import dev.cairn.pipeline.StorageLoop;
import dev.cairn.read.StateReader;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.source.DeadLetters;
import dev.cairn.source.Feed;
import dev.cairn.source.KafkaDeadLetters;
import dev.cairn.source.KafkaSource;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.thread.Clocks;
import dev.cairn.thread.Deadline;
import dev.cairn.thread.LoopThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One database and what feeds it: opened in the order of the data's way, closed in reverse.
///
/// Two threads: `apply` owns the source and the memory, `storage` owns the database's writes.
public final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final Duration FINISH_PAUSE = Duration.ofMillis(2);

    private final int number;
    private final MarkBoard marks;
    private final MvccStore memory;
    private final StateReader reader;
    private final ShardView view;
    private final PipelineMetrics metrics;
    private final ShardPipeline pipeline;
    private final ShardAdmin admin;
    private final ApplyLoop applyLoop;
    private final LoopThread applyThread;
    private final LoopThread storageThread;
    private final ReclaimThread reclaimThread;
    private final ClosingStack opened;
    /// Until when final blocks may go to disk. Set before the thread that looks is told to end.
    private volatile Deadline flushedBy = new Deadline(0);

    private Shard(WorkerConfig config, int number, Feed feed, Surroundings surroundings, ClosingStack opened) {
        this.number = number;
        this.opened = opened;
        surroundings.starting().opensDatabase(number);
        Snapshots snapshots = new Snapshots(
                config.snapshots().ofShard(number), surroundings.clocks().timeOfDay());
        StorageIdentity identity = ShardIdentity.of(config, feed, number);
        snapshots.expectAllOf(identity);
        Optional<SnapshotTransfers> transfers = config.repository()
                .open()
                .map(opened::add)
                .map(store -> SnapshotTransfers.in(
                        store,
                        SnapshotTransfers.placeOf(identity),
                        config.repository().parallel(),
                        snapshots));
        Optional<DatabasePlace> place = switch (config.databases().ofShard(number)) {
            case StorageConfig.Memory _ -> Optional.empty();
            case StorageConfig.Rocks rocks ->
                Optional.of(new DatabasePlace(
                        rocks, config.snapshots(), new NewestSnapshot(snapshots, transfers, identity), identity));
        };
        Storage storage = opened.add(
                place.map(DatabasePlace::open).orElseGet(() -> Storages.open(new StorageConfig.Memory(), identity)));
        surroundings.starting().waitsForKafka();
        Optional<CommittedPosition> stored = storage.committed();
        KafkaSource source = opened.add(KafkaSource.open(
                config.source(),
                feed,
                number,
                stored.map(CommittedPosition::resumeAfter).orElse(ResumeOffsets.NONE)));
        DeadLetters deadLetters = opened.add(deadLetters(config, number));
        memory = new MvccStore(
                config.mvcc(),
                stored.map(CommittedPosition::block),
                surroundings.clocks().forward());
        marks = new MarkBoard(ShardPipeline.marksAtStart(storage));
        snapshots.newestHeight(storage).ifPresent(marks::snapshot);
        reader = new StateReader(memory, storage, config.read());
        view = new ShardView(
                number,
                reader,
                marks,
                config.assemble().onDeepReorg() == AssembleConfig.OnDeepReorg.REWIND,
                new BlockStreams(reader, marks, config.api().streams()));
        metrics = surroundings
                .metrics()
                .addShard(
                        source.partitions(),
                        marks,
                        storage,
                        new BufferLimits(
                                config.assemble().bufferedBytesMax(),
                                config.flush().bufferedBytesMax(),
                                config.mvcc().cacheBytesMax()));
        snapshots.newest(storage).ifPresent(newest -> metrics.newestSnapshot(newest.taken()));
        place.ifPresent(files -> metrics.damagedDatabases(files::asideCount));
        surroundings.metrics().addConsumer(number, source.clientForMetrics());
        PipelineListener heard = new Listeners(
                List.of(metrics, new PipelineLog(number, surroundings.clocks().forward()), surroundings.listener()));
        PipelineListener sender = transfers
                .<PipelineListener>map(to -> opened.add(new SnapshotSender(
                        number, snapshots, to, storage, config.snapshots().keep(), heard)))
                .orElse(PipelineListener.NONE);
        SnapshotKeeper keeper = opened.add(new SnapshotKeeper(
                number,
                snapshots,
                config.snapshots(),
                storage,
                marks,
                surroundings.clocks().forward(),
                new Listeners(List.of(heard, sender))));
        pipeline = new ShardPipeline(
                new PipelineSettings(config.pipeline(), config.assemble(), config.flush(), config.retention()),
                new Stations(
                        source,
                        deadLetters,
                        decoder(config),
                        Handlers.named(config.handle().handler()),
                        memory,
                        storage),
                marks,
                new Listeners(List.of(heard, keeper, sender, new DamageWatch(number, place, surroundings.revival()))),
                surroundings.clocks());
        admin = new ShardAdministration(number, pipeline, storage, keeper, marks);
        applyLoop = pipeline.applyLoop();
        StorageLoop storageLoop = pipeline.storageLoop();
        Duration pause = config.pipeline().pollTimeout();
        applyThread = new LoopThread("apply-" + number, () -> applyLoop.turn(pause), pause, this::finish);
        reclaimThread =
                new ReclaimThread(number, storage, config.retention(), metrics.reclaiming(), applyLoop::isPaused);
        storageThread = new LoopThread("storage-" + number, () -> storageLoop.turn(pause), Duration.ZERO, () -> {});
    }

    /// What a shard shares with the others of its worker.
    record Surroundings(
            WorkerMetrics metrics, PipelineListener listener, Clocks clocks, Starting starting, Revival revival) {}

    /// Opens everything; nothing runs yet.
    static Shard open(WorkerConfig config, int number, Feed feed, Surroundings surroundings) {
        ClosingStack opened = new ClosingStack();
        try {
            return new Shard(config, number, feed, surroundings, opened);
        } catch (RuntimeException e) {
            try {
                opened.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    public int number() {
        return number;
    }

    /// Reads from any thread.
    public StateReader reader() {
        return reader;
    }

    /// What is shown of it to readers over HTTP.
    ShardView view() {
        return view;
    }

    /// What operators can have done to it.
    ShardAdmin admin() {
        return admin;
    }

    public Marks marks() {
        return marks.now();
    }

    /// Returns when something has changed about the marks, or when the deadline has passed.
    void awaitChange(Deadline deadline) {
        var _ = marks.awaitChange(marks.now(), deadline);
    }

    public ProgressFigures progress() {
        return metrics.progress();
    }

    /// Why it applies no blocks; empty while it does.
    public Optional<Halt> halt() {
        return applyLoop.halt();
    }

    /// Whether an operator has told it to stand still.
    boolean isPaused() {
        return applyLoop.isPaused();
    }

    /// What Kafka was asked for and did not answer; empty while it answers.
    Optional<String> waitingForSource() {
        return applyLoop.waitingForSource();
    }

    /// The block that was announced and is waited for, longer than a moment; empty if there is none.
    Optional<AwaitedBlock> awaitedBlock() {
        return applyLoop.awaitedBlock();
    }

    /// Asks for what is final by now to be on disk soon, whatever `flush` says of when. It is done when that is
    /// so: while the disk fails, and once the shard is closed, it stays open.
    public CompletableFuture<@Nullable Void> flush() {
        return pipeline.flush();
    }

    void start() {
        storageThread.start();
        applyThread.start();
        reclaimThread.start();
    }

    /// Lets polling end after what it is at, and what is final go to disk until then; [#close()] waits for it.
    void stop(Deadline deadline) {
        flushedBy = deadline;
        // Readers who wait for a block end now: none may come any more.
        marks.close();
        reclaimThread.stop();
        applyThread.stop();
        applyLoop.wakeup();
    }

    /// Closes once its threads have ended, however long that takes: closing under a thread that still uses the database
    /// would end the process in a worse way. Comes after [#stop].
    void close() {
        try {
            applyThread.join();
            storageThread.stop();
            storageThread.join();
            tellWhatIsLeft();
            // This cuts off a compaction under way.
            opened.close();
            reclaimThread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while shard " + number + " was closing", e);
        }
    }

    /// What [#close()] waits for, in words, for who can wait no longer.
    String whatIsOpen() {
        String waitingFor = applyThread.isAlive()
                ? "applying a block, or asking Kafka"
                : storageThread.isAlive() ? "writing to disk" : "closing its database and its clients";
        return "shard " + number + " is still " + waitingFor;
    }

    private void finish() {
        while (!applyLoop.finish() && !flushedBy.hasPassed()) {
            LockSupport.parkNanos(FINISH_PAUSE.toNanos());
        }
    }

    private void tellWhatIsLeft() {
        int left = memory.unflushed().size();
        if (left > 0) {
            LOG.atWarn()
                    .addKeyValue("shard", number)
                    .addKeyValue("finalBlocks", left)
                    .log("stopped before all final blocks were on disk; they are read again at the next start");
        }
    }

    private static DeadLetters deadLetters(WorkerConfig config, int shard) {
        return config.deadLetters()
                .<DeadLetters>map(letters -> KafkaDeadLetters.open(config.source(), letters, shard))
                .orElse(DeadLetters.NONE);
    }

    private static FeedDecoder decoder(WorkerConfig config) {
        // Of one topic for both the formats are the same.
        Map<String, ContentType> formats = new TreeMap<>();
        formats.put(config.source().transactionsTopic(), config.decode().transactionsFormat());
        formats.put(config.source().blocksTopic(), config.decode().blocksFormat());
        return new FeedDecoder(formats);
    }
}
