package dev.cairn.pipeline;

import dev.cairn.mvcc.BlockLayer;
import dev.cairn.prune.BlockTimes;
import dev.cairn.storage.CommittedPosition;
import java.util.List;
import java.util.Optional;

/// The times of the blocks on disk and of those that a round puts there: their chain time goes on from the last one's.
record RoundTimes(BlockTimes stored, Optional<CommittedPosition> last, List<BlockLayer> round) implements BlockTimes {
    @Override
    public long newestUpTo(long timeMs) {
        long chainTimeMs = last.map(CommittedPosition::chainTimeMs).orElse(Long.MIN_VALUE);
        if (chainTimeMs > timeMs) {
            return stored.newestUpTo(timeMs);
        }
        long newest = last.map(CommittedPosition::height).orElse(NONE);
        for (BlockLayer layer : round) {
            chainTimeMs = Math.max(chainTimeMs, layer.facts().timestampMs());
            if (chainTimeMs > timeMs) {
                break;
            }
            newest = layer.height();
        }
        return newest;
    }
}
