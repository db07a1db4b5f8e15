package dev.cairn.pipeline;

import static dev.cairn.pipeline.ScriptedSource.BLOCKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.FeedDecoder;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.flush.FlushConfig;
import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.handle.Handlers;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.simulation.Database;
import dev.cairn.simulation.DiskDatabase;
import dev.cairn.simulation.MemoryDatabase;
import dev.cairn.simulation.StepClock;
import dev.cairn.source.DeadLetters;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageFaults;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// When what is final becomes durable, beside the rounds that are due by themselves.
class ShardPipelineTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration LOOKED_FOR_EVERY = Duration.ofSeconds(1);

    private final StepClock clock = new StepClock();
    private final ScriptedSource source = new ScriptedSource();
    private final MarkBoard marks = new MarkBoard(Marks.NONE);
    private final List<FlushTrigger> flushes = new ArrayList<>();
    private Database database = MemoryDatabase.begin();
    private ShardPipeline pipeline = pipeline(100);
    private boolean isFull;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsFinalGoesToDiskOnDemandAndNothingElse() {
        publish(0, 5);
        assertThat(flushes).isEmpty();
        CompletableFuture<@Nullable Void> flush = pipeline.flush();
        assertThat(flush).isNotDone();
        settle();
        assertThat(flush).isCompleted();
        assertThat(flushes).containsExactly(FlushTrigger.MANUAL);
        assertThat(marks.now().flushed()).hasValue(2);
        publish(5, 7);
        assertThat(marks.now().flushed()).hasValue(2);
    }

    @Test
    void whoDemandsWhatIsOnDiskWaitsForNoRound() {
        publish(0, 2);
        CompletableFuture<@Nullable Void> nothingIsFinal = pipeline.flush();
        settle();
        assertThat(nothingIsFinal).isCompleted();
        publish(2, 5);
        CompletableFuture<@Nullable Void> first = pipeline.flush();
        CompletableFuture<@Nullable Void> atTheSameTime = pipeline.flush();
        settle();
        CompletableFuture<@Nullable Void> later = pipeline.flush();
        settle();
        assertThat(List.of(first, atTheSameTime, later)).allMatch(CompletableFuture::isDone);
        assertThat(flushes).hasSize(1);
    }

    @Test
    void whoHasGivenUpIsNotServed() {
        publish(0, 5);
        pipeline.flush().cancel(false);
        settle();
        assertThat(flushes).isEmpty();
    }

    @Test
    void withoutALogWhoDemandsAFlushWaitsUntilMemtablesAreInFiles() {
        withoutALog();
        publish(0, 5);
        CompletableFuture<@Nullable Void> flush = pipeline.flush();
        turn();
        turn();
        assertThat(database.storage().committed()).isPresent();
        assertThat(flush).isNotDone();
        settle();
        assertThat(flush).isCompleted();
        assertThat(marks.now().flushed()).hasValue(2);
        assertThat(database.storage().durable()).isEqualTo(database.storage().committed());
    }

    @Test
    void withoutALogWhatIsCommittedBecomesDurableAfterAWhileAndKafkaIsTold() {
        withoutALog();
        flushEveryBlock();
        publish(0, 5);
        clock.advance(Memtables.WAIT_MAX.minusMillis(1));
        settle();
        assertThat(flushes).isNotEmpty();
        assertThat(marks.now().flushed()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        settle();
        assertThat(marks.now().flushed()).hasValue(2);
        assertThat(source.told.nextOffsets()).containsEntry(BLOCKS, 3L);
    }

    @Test
    void withoutALogWhatIsCommittedIsDurableInTheEndAndKafkaIsTold() {
        withoutALog();
        publish(0, 5);
        while (!pipeline.applyLoop().finish()) {
            pipeline.storageLoop().turn(Duration.ZERO);
        }
        assertThat(flushes).containsExactly(FlushTrigger.SHUTDOWN);
        assertThat(marks.now().flushed()).hasValue(2);
        assertThat(source.told.nextOffsets()).containsEntry(BLOCKS, 3L);
    }

    @Test
    void aHaltByAFullDiskPassesThoughWhatFailedIsDueNoMore() {
        withoutALog();
        pipeline = pipeline(
                100,
                new RetentionConfig(
                        Optional.of(1), Optional.empty(), RetentionConfig.GARBAGE_LEFT_ALONE, LOOKED_FOR_EVERY),
                storageThatMayBeFull());
        publish(0, 5);
        CompletableFuture<@Nullable Void> flush = pipeline.flush();
        settle();
        assertThat(flush).isCompleted();
        isFull = true;
        clock.advance(LOOKED_FOR_EVERY);
        settle();
        assertThat(pipeline.applyLoop().halt()).map(Halt::reason).hasValue(HaltReason.DISK_FULL);
        assertThat(database.storage().earliestHeight())
                .as("what was to be forgotten is")
                .isEqualTo(2);
        isFull = false;
        clock.advance(PipelineConfig.standard().retryAfter());
        settle();
        assertThat(pipeline.applyLoop().halt()).isEmpty();
        publish(5, 6);
        assertThat(marks.now().applied()).hasValue(5);
    }

    @Test
    void aSnapshotOfBlocksThatWereRewoundCountsNoMore() {
        publish(0, 8);
        CompletableFuture<@Nullable Void> flush = pipeline.flush();
        settle();
        assertThat(flush).isCompleted();
        marks.snapshot(4);
        marks.snapshot(9);
        assertThat(marks.now().snapshot()).hasValue(4);
        Progress progress = new Progress(
                stations(database.storage()),
                new Memtables(database.storage(), clock),
                marks,
                PipelineListener.NONE,
                clock.both());
        CommittedPosition before = database.storage().committed().orElseThrow();
        var _ = progress.rewound(database.storage().rewind(4), before);
        assertThat(marks.now().snapshot()).hasValue(4);
        var _ = progress.rewound(database.storage().rewind(3), before);
        assertThat(marks.now().snapshot()).isEmpty();
        assertThat(marks.now().flushed()).hasValue(3);
    }

    private void withoutALog() {
        database.close();
        database = DiskDatabase.begin(DiskDatabase.Setup.exact(Durability.KAFKA));
        pipeline = pipeline(100);
    }

    private void flushEveryBlock() {
        pipeline = pipeline(1);
    }

    /// Empty blocks, which are final when two more have come.
    private void publish(int from, int toExclusive) {
        for (int height = from; height < toExclusive; height++) {
            source.announce(height, 0);
        }
        settle();
    }

    private void settle() {
        for (int turns = 0; turns < 10; turns++) {
            turn();
        }
    }

    private void turn() {
        pipeline.applyLoop().turn(Duration.ZERO);
        pipeline.storageLoop().turn(Duration.ZERO);
    }

    private ShardPipeline pipeline(int flushBlocks) {
        return pipeline(flushBlocks, RetentionConfig.everything(), database.storage());
    }

    private ShardPipeline pipeline(int flushBlocks, RetentionConfig retention, Storage storage) {
        return new ShardPipeline(
                new PipelineSettings(
                        PipelineConfig.standard(),
                        new AssembleConfig(
                                AssembleConfig.FirstBlock.GENESIS, 2, 8, 1 << 20, AssembleConfig.OnDeepReorg.HALT),
                        new FlushConfig(flushBlocks, NEVER, 1 << 20),
                        retention),
                stations(storage),
                marks,
                new PipelineListener() {
                    @Override
                    public void flushed(FlushReport report) {
                        flushes.add(report.trigger());
                    }
                },
                clock.both());
    }

    /// What is in memtables goes to files, or does not.
    private Storage storageThatMayBeFull() {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (_, method, arguments) -> {
                    if (isFull && method.getName().equals("flushMemtables")) {
                        throw StorageFaults.diskFull("no space");
                    }
                    return method.invoke(database.storage(), arguments);
                });
    }

    private Stations stations(Storage storage) {
        return new Stations(
                source,
                DeadLetters.NONE,
                new FeedDecoder(
                        new TreeMap<>(Map.of("blocks", ContentType.PROTOBUF, "transactions", ContentType.PROTOBUF))),
                Handlers.named("writes"),
                new MvccStore(new MvccConfig(1, 0, Duration.ofSeconds(1)), Optional.empty(), clock),
                storage);
    }
}
