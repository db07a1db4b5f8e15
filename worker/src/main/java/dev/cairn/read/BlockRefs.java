package dev.cairn.read;

import dev.cairn.model.BlockRef;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Which blocks lie at heights that were asked for lately: spares reads at a past height a second native read.
///
/// A place belongs to all heights that end alike, and the last one asked for has it, so there is nothing to clean up.
/// What a height's block on disk is changes only with a rewind, which begins a new epoch; what was remembered before
/// then counts for nothing. Pruned heights may stay, since every read checks the floor. **Threading:** any thread.
final class BlockRefs {
    private static final int PLACES = 1 << 12;

    private final AtomicReferenceArray<@Nullable Remembered> places = new AtomicReferenceArray<>(PLACES);

    private record Remembered(long epoch, BlockRef block) {}

    Optional<BlockRef> find(long height, long epoch) {
        Remembered found = places.getAcquire(place(height));
        return found != null && found.epoch() == epoch && found.block().height().value() == height
                ? Optional.of(found.block())
                : Optional.empty();
    }

    void remember(BlockRef block, long epoch) {
        places.setRelease(place(block.height().value()), new Remembered(epoch, block));
    }

    private static int place(long height) {
        return (int) (height & (PLACES - 1));
    }
}
