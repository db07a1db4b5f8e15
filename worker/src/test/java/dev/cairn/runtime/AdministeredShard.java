package dev.cairn.runtime;

import dev.cairn.admin.Chore;
import dev.cairn.assemble.AssembleConfig;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.FeedDecoder;
import dev.cairn.fault.Halt;
import dev.cairn.flush.FlushConfig;
import dev.cairn.handle.Handlers;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.pipeline.PipelineConfig;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.pipeline.PipelineSettings;
import dev.cairn.pipeline.ScriptedSource;
import dev.cairn.pipeline.ShardPipeline;
import dev.cairn.pipeline.Stations;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.read.ReadConfig;
import dev.cairn.read.StateReader;
import dev.cairn.simulation.Database;
import dev.cairn.simulation.StepClock;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.source.DeadLetters;
import dev.cairn.storage.RewindReport;
import dev.cairn.thread.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// A shard whose loops take their turns when a test says so. A block is final when two more have come, and nothing is
/// flushed unless somebody asks.
final class AdministeredShard {
    static final int FINALITY_DEPTH = 2;
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int TURNS = 10;

    final MarkBoard marks = new MarkBoard(Marks.NONE);
    final ScriptedSource source = new ScriptedSource();
    final List<String> heard = new ArrayList<>();
    final StateReader reader;
    private final ShardPipeline pipeline;
    private final ShardAdministration administration;
    private int published;

    AdministeredShard(Database database, Path snapshots) {
        StepClock clock = new StepClock();
        MvccStore memory = new MvccStore(new MvccConfig(1, 0, Duration.ofSeconds(1)), Optional.empty(), clock);
        reader = new StateReader(memory, database.storage(), new ReadConfig(4));
        pipeline = new ShardPipeline(
                new PipelineSettings(
                        PipelineConfig.standard(),
                        new AssembleConfig(
                                AssembleConfig.FirstBlock.GENESIS,
                                FINALITY_DEPTH,
                                8,
                                1 << 20,
                                AssembleConfig.OnDeepReorg.HALT),
                        new FlushConfig(1_000, NEVER, 1 << 20),
                        RetentionConfig.everything()),
                new Stations(
                        source,
                        DeadLetters.NONE,
                        new FeedDecoder(new TreeMap<>(
                                Map.of("blocks", ContentType.PROTOBUF, "transactions", ContentType.PROTOBUF))),
                        Handlers.named("writes"),
                        memory,
                        database.storage()),
                marks,
                new PipelineListener() {
                    @Override
                    public void halted(Halt halt) {
                        heard.add("halted by " + halt.reason());
                    }

                    @Override
                    public void resumed() {
                        heard.add("resumed");
                    }

                    @Override
                    public void rewound(RewindReport report) {
                        heard.add("rewound from " + report.fromHeight() + " to " + report.toHeight());
                    }
                },
                clock.both());
        administration = new ShardAdministration(
                0,
                pipeline,
                database.storage(),
                new SnapshotKeeper(
                        0,
                        new Snapshots(snapshots, InstantSource.system()),
                        new SnapshotsConfig(
                                snapshots,
                                new SnapshotPolicy(0, Duration.ZERO),
                                10,
                                SnapshotsConfig.Bootstrap.NONE,
                                true),
                        database.storage(),
                        marks,
                        clock,
                        PipelineListener.NONE),
                marks);
    }

    /// That many empty blocks more.
    void publish(int blocks) {
        for (int i = 0; i < blocks; i++) {
            source.announce(published++, 0);
        }
        settle();
    }

    int published() {
        return published;
    }

    /// What came of it.
    CompletableFuture<Map<String, Object>> did(Chore chore) {
        CompletableFuture<Map<String, Object>> outcome = administration.begin(chore);
        // Some of it is done on a thread beside the loops.
        Deadline patience = Deadline.in(Duration.ofMinutes(1));
        while (!outcome.isDone() && !patience.hasPassed()) {
            settle();
        }
        return outcome;
    }

    void pause() {
        CompletableFuture<?> standsStill = administration.pause();
        settle();
        if (!standsStill.isDone()) {
            throw new AssertionError("expected it to stand still");
        }
    }

    void resume() {
        administration.resume();
        settle();
    }

    boolean isPaused() {
        return administration.isPaused();
    }

    void settle() {
        for (int turns = 0; turns < TURNS; turns++) {
            pipeline.applyLoop().turn(Duration.ZERO);
            pipeline.storageLoop().turn(Duration.ZERO);
        }
    }
}
