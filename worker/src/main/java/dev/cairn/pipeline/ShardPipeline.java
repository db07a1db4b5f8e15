package dev.cairn.pipeline;

import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.handle.BlockHandling;
import dev.cairn.marks.MarkBoard;
import dev.cairn.model.ShardPartitions;
import java.time.InstantSource;

/// Both loops of a shard and what lies between them. It starts no thread: whoever runs the loops decides whether they
/// have a thread each, or take turns on one, as in the simulation.
public final class ShardPipeline {
    private final ApplyLoop applyLoop;
    private final StorageLoop storageLoop;

    public ShardPipeline(
            ShardPartitions partitions,
            PipelineSettings settings,
            Stations stations,
            MarkBoard marks,
            PipelineListener listener,
            InstantSource clock) {
        StorageHandoff handoff = new StorageHandoff();
        ParentState parents = new ParentState(stations.memory(), stations.storage());
        applyLoop = new ApplyLoop(
                partitions,
                new Intake(settings.pipeline(), stations, listener),
                new Assemblers(settings.assemble(), partitions, stations.storage(), parents),
                new ChainGrowth(new BlockHandling(stations.handler()), stations.memory(), parents, marks, listener),
                new Flushing(settings.flush(), stations.memory(), clock),
                handoff,
                new Progress(stations, marks, listener),
                stations.memory(),
                new Standing(listener, clock, settings.pipeline().retryAfter()));
        storageLoop = new StorageLoop(
                handoff,
                new Flusher(stations.storage()),
                new Rewinder(stations.memory(), stations.storage()),
                stations.source()::wakeup);
    }

    public ApplyLoop applyLoop() {
        return applyLoop;
    }

    public StorageLoop storageLoop() {
        return storageLoop;
    }
}
