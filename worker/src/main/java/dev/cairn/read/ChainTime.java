package dev.cairn.read;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.BlockLayer;
import java.time.Instant;

/// Finds blocks by chain time, the highest timestamp up to a block. Unlike timestamps it never falls from one
/// block to the next, so on disk, where each block's record holds it, a binary search is right. For the few
/// blocks in memory it is worked out on the way.
final class ChainTime {
    private ChainTime() {}

    /// The block that was valid at a time.
    static Answer<BlockRef> blockAt(Sight sight, Instant time, BlockRef newest) {
        long timeMs = toMillis(time);
        long earliest = sight.earliest();
        long stored = sight.storedHeight();
        long chainTimeMs = stored < 0 ? Long.MIN_VALUE : sight.record(stored).chainTimeMs();
        long height = chainTimeMs > timeMs
                ? searchStored(sight, timeMs, earliest, stored)
                : searchMemory(sight, timeMs, stored, chainTimeMs);
        if (height == newest.height().value()) {
            return Selection.notYet(newest);
        }
        return height < earliest ? new Answer.Pruned<>(new BlockHeight(earliest)) : Selection.at(sight, height, newest);
    }

    /// The highest block on disk whose chain time is not later; below the earliest if there is none.
    private static long searchStored(Sight sight, long timeMs, long earliest, long tooLate) {
        long low = earliest;
        long high = tooLate;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (sight.record(middle).chainTimeMs() <= timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /// As [#searchStored], among the blocks above those, of which the last is in time itself.
    private static long searchMemory(Sight sight, long timeMs, long stored, long storedChainTimeMs) {
        long height = stored;
        long chainTimeMs = storedChainTimeMs;
        for (BlockLayer layer : sight.layersAboveStored()) {
            chainTimeMs = Math.max(chainTimeMs, layer.facts().timestampMs());
            if (chainTimeMs > timeMs) {
                break;
            }
            height = layer.height();
        }
        return height;
    }

    /// Times that milliseconds cannot tell are before or after every block.
    private static long toMillis(Instant time) {
        if (time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))) {
            return Long.MAX_VALUE;
        }
        return time.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE)) ? Long.MIN_VALUE : time.toEpochMilli();
    }
}
