package dev.cairn.assemble;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.Optional;

/// A branch that hangs on nothing that can be replaced, as far as it was announced. Of its blocks but the first only
/// the hashes are kept: if it is followed, all is read again.
final class SideBranch {
    private final Optional<BlockRef> fork;
    private final Announcement first;
    private final Branch blocks = new Branch(Optional.empty());

    /// @param fork  the final block that it leaves; empty if the parent of the first block is not known
    SideBranch(Optional<BlockRef> fork, Announcement first) {
        this.fork = fork;
        this.first = first;
        blocks.grow(first.block());
    }

    Optional<BlockRef> fork() {
        return fork;
    }

    Announcement first() {
        return first;
    }

    /// Takes a block that is on the branch or follows a block of it, in the place of those above; false if it does
    /// neither.
    boolean take(Announcement block) {
        BlockHash hash = block.block().hash();
        if (blocks.has(block.height(), hash)) {
            return true;
        }
        boolean follows = block.parent()
                .filter(parent -> blocks.has(block.height() - 1, parent))
                .isPresent();
        if (follows) {
            // The hash lies in the record, which would be kept for it.
            blocks.grow(new BlockRef(
                    new BlockHeight(block.height()), new BlockHash(hash.bytes().copy())));
        }
        return follows;
    }

    long height() {
        return blocks.tip().orElseThrow().height().value();
    }

    /// What it takes to know what it is, for people.
    String lacks(BlockRef tip, long highestAnnounced) {
        return fork.map(block -> "it follows " + block + ", a final block")
                        .orElse("no block with its parent's hash is known")
                + ", and its branch is announced up to height " + height()
                + "; the next block event has to tell: above height " + highestAnnounced + " the branch is "
                + (fork.isPresent() ? "a deep reorganisation" : "a gap") + ", and if the chain goes on from " + tip
                + " instead, it was a late copy";
    }

    long bytes() {
        return first.bytes() + (height() - first.height()) * Footprint.ofHash();
    }
}
