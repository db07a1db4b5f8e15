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

    /// The newest final block or one above it, by its hash.
    Optional<BlockRef> find(BlockHash hash) {
        for (int i = above.size() - 1; i >= 0; i--) {
            if (above.get(i).hash().equals(hash)) {
                return Optional.of(above.get(i));
            }
        }
        return finalized.filter(ref -> ref.hash().equals(hash));
    }

    void grow(BlockRef block) {
        above.add(block);
    }

    void dropAbove(BlockRef fork) {
        while (!above.isEmpty() && !above.getLast().equals(fork)) {
            above.removeLast();
        }
    }

    void finalizeUpTo(long height) {
        int count = 0;
        while (count < above.size() && above.get(count).height().value() <= height) {
            finalized = Optional.of(above.get(count++));
        }
        above.subList(0, count).clear();
    }
}
