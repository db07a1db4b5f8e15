package dev.cairn.metrics;

import dev.cairn.model.BlockRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// Block events that were read and may be applied yet: how high the chain goes, as far as is known.
///
/// Blocks are applied in the order of their events, so with one of them all that were announced before it are dealt
/// with. That tells apart what looks alike: an old event that comes again, which leaves what waits where it is, and the
/// first event of a new branch, behind which the chain may end lower than before.
///
/// **Threading:** one thread tells, any asks.
final class AnnouncedBlocks {
    /// In order, without those that a later one is as high as: each is lower than the one before.
    private final Deque<BlockRef> falling = new ArrayDeque<>();

    private volatile OptionalLong highest = OptionalLong.empty();

    /// The highest of those that wait; empty if none does.
    OptionalLong highest() {
        return highest;
    }

    void announced(BlockRef block) {
        while (!falling.isEmpty() && height(falling.getLast()) <= height(block)) {
            falling.removeLast();
        }
        falling.addLast(block);
        tell();
    }

    void applied(BlockRef block) {
        if (falling.contains(block)) {
            while (!falling.removeFirst().equals(block)) {
                // It was announced before, and will not be applied any more.
            }
            tell();
        }
    }

    void clear() {
        falling.clear();
        tell();
    }

    private void tell() {
        highest = falling.isEmpty() ? OptionalLong.empty() : OptionalLong.of(height(falling.getFirst()));
    }

    private static long height(BlockRef block) {
        return block.height().value();
    }
}
