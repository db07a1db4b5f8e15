package dev.cairn.assemble;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The applied branch: the newest final block and those above it, which can still be replaced.
final class Branch {
    private Optional<BlockRef> finalized;
    private final List<BlockRef> above = new ArrayList<>();

    Branch(Optional<BlockRef> finalized) {
        this.finalized = finalized;
    }

    Optional<BlockRef> tip() {
        return above.isEmpty() ? finalized : Optional.of(above.getLast());
    }

    Optional<BlockRef> finalized() {
        return finalized;
    }

    long finalizedHeight() {
        return finalized.map(ref -> ref.height().value()).orElse(-1L);
    }

    /// Whether a height lies below the first block of all, which is not final yet.
    boolean beginsAbove(long height) {
        return finalized.isEmpty()
                && !above.isEmpty()
                && height < above.getFirst().height().value();
    }

    /// Whether it is the newest final block or one above it.
    boolean has(long height, BlockHash hash) {
        return at(height).map(BlockRef::hash).filter(hash::equals).isPresent();
    }

    /// The block at a height, from the newest final one on.
    Optional<BlockRef> at(long height) {
        if (above.isEmpty() || height < above.getFirst().height().value()) {
            return finalized.filter(ref -> ref.height().value() == height);
        }
        long index = height - above.getFirst().height().value();
        return index < above.size() ? Optional.of(above.get((int) index)) : Optional.empty();
    }

    /// The newest final block or one above it, by its hash alone. Looks at all of them: for messages.
    Optional<BlockRef> find(BlockHash hash) {
        return above.stream()
                .filter(ref -> ref.hash().equals(hash))
                .findAny()
                .or(() -> finalized.filter(ref -> ref.hash().equals(hash)));
    }

    /// Puts a block on its parent, in the place of those above.
    void grow(BlockRef block) {
        while (!above.isEmpty()
                && above.getLast().height().value() >= block.height().value()) {
            above.removeLast();
        }
        above.add(block);
    }

    void finalizeUpTo(long height) {
        int count = 0;
        while (count < above.size() && above.get(count).height().value() <= height) {
            finalized = Optional.of(above.get(count++));
        }
        above.subList(0, count).clear();
    }
}
