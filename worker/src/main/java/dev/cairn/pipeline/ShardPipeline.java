package dev.cairn.pipeline;

import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.handle.BlockHandling;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.thread.Clocks;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Both loops of a shard and what lies between them. It starts no thread: whoever runs the loops decides whether they
/// have a thread each, or take turns on one, as in the simulation.
public final class ShardPipeline {
    /// What a round in the making holds of blocks at the most, but for a single block that is larger.
    public static final long ROUND_BYTES_MAX = Flushing.ROUND_BYTES_MAX;

    private final FlushDemands demands;
    private final Errands errands = new Errands();
    private final Pause pause;
    private final Rewinds rewinds;
    private final ApplyLoop applyLoop;
    private final StorageLoop storageLoop;

    public ShardPipeline(
            PipelineSettings settings, Stations stations, MarkBoard marks, PipelineListener listener, Clocks clocks) {
        StorageHandoff handoff = new StorageHandoff();
        Backlog backlog = new Backlog(stations.memory(), listener);
        Memtables memtables = new Memtables(stations.storage(), clocks.forward());
        demands = new FlushDemands(marks);
        pause = new Pause(listener);
        Retention retention = new Retention(settings.retention(), stations.storage(), clocks, listener);
        Flushing flushing = new Flushing(settings.flush(), stations.memory(), retention::floorWith, clocks.forward());
        ParentState parents = new ParentState(stations.memory(), stations.storage());
        rewinds = new Rewinds(stations, marks, flushing, backlog);
        applyLoop = new ApplyLoop(
                new Intake(settings.pipeline(), stations, backlog, listener),
                new Assemblers(settings.assemble(), stations.storage(), parents),
                new ChainGrowth(new BlockHandling(stations.handler()), stations.memory(), parents, marks, listener),
                flushing,
                new StorageJobs(flushing, memtables, demands, errands, retention, backlog),
                handoff,
                new DeepReorgs(settings.assemble(), stations.storage(), stations.source()),
                new Progress(stations, memtables, marks, listener, clocks),
                stations.memory(),
                new Standing(listener, clocks.forward(), settings.pipeline().retryAfter(), stations.storage()::damage),
                pause,
                rewinds);
        storageLoop = new StorageLoop(
                handoff,
                stations.storage(),
                new Flusher(stations.storage()),
                new Rewinder(stations.memory(), stations.storage()),
                listener,
                stations.source()::wakeup);
    }

    /// How far a shard is before its loops run: what is stored is applied and final.
    public static Marks marksAtStart(Storage storage) {
        Optional<CommittedPosition> stored = storage.committed();
        if (stored.isEmpty()) {
            return Marks.NONE;
        }
        OptionalLong height = OptionalLong.of(stored.get().height());
        return new Marks(
                OptionalLong.of(storage.earliestHeight()),
                storage.durable()
                        .map(position -> OptionalLong.of(position.height()))
                        .orElse(OptionalLong.empty()),
                height,
                height,
                OptionalLong.empty());
    }

    /// Asks for what is final by now to be made durable soon; from any thread. It is done when that is so:
    /// while the disk fails, and once the loops have ended, it stays open.
    public CompletableFuture<@Nullable Void> flush() {
        CompletableFuture<@Nullable Void> durable = demands.add();
        applyLoop.wakeup();
        return durable;
    }

    /// Asks for something to be done to the database soon, between two rounds; from any thread. What comes of it is
    /// told when the marks show it. While the disk fails, and once the loops have ended, it stays open.
    public <T> CompletableFuture<T> onStorage(Function<Storage, T> errand) {
        CompletableFuture<T> result = errands.add(errand);
        applyLoop.wakeup();
        return result;
    }

    /// Asks for an older block to be the last one again, on disk and in memory, and for everything above it to be read
    /// once more; from any thread. Until then no block is applied. While the disk fails, and once the loops have
    /// ended, it stays open.
    public CompletableFuture<Rewinding> rewind(long toHeight) {
        CompletableFuture<Rewinding> rewinding = rewinds.add(toHeight);
        applyLoop.wakeup();
        return rewinding;
    }

    /// Lets no more blocks be applied; what is final goes on to disk, and Kafka is asked that we are there. From any
    /// thread; done when no block is being applied any more.
    public CompletableFuture<@Nullable Void> pause() {
        CompletableFuture<@Nullable Void> standsStill = pause.begin();
        applyLoop.wakeup();
        return standsStill;
    }

    /// Lets blocks be applied again.
    public void resume() {
        pause.end();
        applyLoop.wakeup();
    }

    public ApplyLoop applyLoop() {
        return applyLoop;
    }

    public StorageLoop storageLoop() {
        return storageLoop;
    }
}
