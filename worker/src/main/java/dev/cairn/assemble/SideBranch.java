package dev.cairn.assemble;

import dev.cairn.model.BlockRef;
import java.util.Optional;

/// Blocks that hang on nothing that can be replaced: a first one, and all that were announced above it.
final class SideBranch {
    private final Optional<BlockRef> fork;
    private final AsideBlock first;
    private long height;

    /// @param fork  the final block that it leaves; empty if the parent of the first block is not known
    SideBranch(Optional<BlockRef> fork, AsideBlock first) {
        this.fork = fork;
        this.first = first;
        height = first.block().height().value();
    }

    Optional<BlockRef> fork() {
        return fork;
    }

    AsideBlock first() {
        return first;
    }

    long height() {
        return height;
    }

    void reaches(long announced) {
        height = Math.max(height, announced);
    }

    /// What it takes to know what it is, for people.
    String lacks(BlockRef tip, long highestAnnounced) {
        return fork.map(block -> "it follows " + block + ", a final block")
                        .orElse("no block with its parent's hash is known")
                + ", and its branch is announced up to height " + height
                + "; the next block event has to tell: above height " + highestAnnounced + " the branch is "
                + (fork.isPresent() ? "a deep reorganisation" : "a gap") + ", and if the chain goes on from " + tip
                + " instead, it was a late copy";
    }
}
