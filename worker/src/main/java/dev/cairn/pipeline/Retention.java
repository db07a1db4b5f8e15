package dev.cairn.pipeline;

import dev.cairn.mvcc.BlockLayer;
import dev.cairn.prune.BlockTimes;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.prune.RetentionPolicy;
import dev.cairn.prune.StoredBlockTimes;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.thread.Clocks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Looks whether heights may be forgotten. As a rule a round takes the new floor with it: it rises in the same write,
/// and what nobody could ask for afterwards is not even written. While there are no rounds, time goes on all the same,
/// and then it is a job of its own. **Threading:** the `apply` thread.
final class Retention {
    private final RetentionConfig config;
    private final RetentionPolicy policy;
    private final Storage storage;
    private final BlockTimes stored;
    private final Clocks clocks;
    private final PipelineListener listener;
    private long lookNotBeforeMs;

    Retention(RetentionConfig config, Storage storage, Clocks clocks, PipelineListener listener) {
        this.config = config;
        this.storage = storage;
        this.clocks = clocks;
        this.listener = listener;
        policy = new RetentionPolicy(config);
        stored = new StoredBlockTimes(storage);
    }

    /// The floor that rises with a round; empty if it stays where it is.
    OptionalLong floorWith(List<BlockLayer> round) {
        if (config.keepsEverything()) {
            return OptionalLong.empty();
        }
        // Where a commit lasts only later, what it writes is not durable when the floor rises.
        return storage.everyCommitLasts()
                ? floor(round.getLast().height(), new RoundTimes(stored, storage.committed(), round))
                : floorNow();
    }

    /// The floor that is to rise by itself; empty if there is no reason to, or it was looked a moment ago.
    OptionalLong due() {
        if (config.keepsEverything() || clocks.forward().elapsedMs() < lookNotBeforeMs) {
            return OptionalLong.empty();
        }
        lookNotBeforeMs = clocks.forward().elapsedMs() + config.checkInterval().toMillis();
        return floorNow();
    }

    /// Behind a rewind that does not last yet what is durable is of the branch before it, and may be higher.
    private OptionalLong floorNow() {
        Optional<CommittedPosition> durable = storage.durable();
        Optional<CommittedPosition> committed = storage.committed();
        return durable.isPresent() && committed.isPresent()
                ? floor(Math.min(durable.get().height(), committed.get().height()), stored)
                : OptionalLong.empty();
    }

    private OptionalLong floor(long newest, BlockTimes times) {
        OptionalLong wanted = policy.floor(newest, times, clocks.timeOfDay().millis());
        long earliest = storage.committed().isPresent() ? storage.earliestHeight() : 0;
        if (wanted.isEmpty()) {
            return wanted;
        }
        listener.pruneLag(Math.max(0, wanted.getAsLong() - earliest));
        return policy.isDue(earliest, wanted.getAsLong(), newest) ? wanted : OptionalLong.empty();
    }
}
