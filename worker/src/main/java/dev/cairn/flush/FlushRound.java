package dev.cairn.flush;

import dev.cairn.mvcc.BlockLayer;
import java.util.List;
import java.util.OptionalLong;

/// What one flush takes: final blocks that follow each other, frozen.
///
/// @param blocks           oldest first; at least one
/// @param finalizedHeight  the highest block known to be final
/// @param newFloor         while catching up: the floor that retention will have once these blocks are on disk. What it
///                         would prune at once is not written
public record FlushRound(FlushTrigger trigger, List<BlockLayer> blocks, long finalizedHeight, OptionalLong newFloor) {
    public FlushRound {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("expected at least one block to flush, but got none");
        }
        if (last(blocks).height() > finalizedHeight) {
            throw new IllegalArgumentException("expected final blocks only (up to " + finalizedHeight + "), but got "
                    + last(blocks).facts().ref());
        }
        if (newFloor.isPresent() && newFloor.getAsLong() > last(blocks).height()) {
            throw new IllegalArgumentException("expected a floor of at most the last block flushed ("
                    + last(blocks).height() + "), but got " + newFloor.getAsLong());
        }
    }

    public long fromHeight() {
        return blocks.getFirst().height();
    }

    public long toHeight() {
        return last(blocks).height();
    }

    private static BlockLayer last(List<BlockLayer> blocks) {
        return blocks.getLast();
    }
}
