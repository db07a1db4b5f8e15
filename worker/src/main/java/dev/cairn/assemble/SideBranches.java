package dev.cairn.assemble;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Branches that hang on nothing that can be replaced: they leave the chain below what is final, or follow a block that
/// is not known.
///
/// Their block events may be late copies of blocks that lost long ago, one or many, and which blocks lost is not
/// remembered. But copies go no higher than what lost has reached. So a branch counts, as a deep reorganisation or as
/// a gap, once it rises above all that was announced before; if the chain goes on without it first, they were copies.
/// Both are decided by the order of block events alone, so after a restart they are decided alike.
///
/// Until then every block is remembered, by its hash, however many follow the same one: copies among them change
/// nothing. Which of them make up the chain is found out when all of it is read again, after the rewind.
final class SideBranches {
    private final Map<BlockHash, Found> byHash = new HashMap<>();
    private Optional<SideBranch> highest = Optional.empty();
    private long begun;
    private int events;

    private record Found(long height, SideBranch branch) {}

    /// Takes a block event; tells the branch that it is of.
    SideBranch add(Announcement block, Optional<BlockRef> fork) {
        events++;
        BlockHash hash = block.block().hash();
        SideBranch branch = at(block.height(), Optional.of(hash))
                .or(() -> at(block.height() - 1, block.parent()))
                .orElseGet(() -> begin(block, fork));
        branch.reaches(block.height());
        byHash.put(AsideBlock.detached(block.block()).hash(), new Found(block.height(), branch));
        if (highest.isEmpty() || branch.height() > highest.get().height()) {
            highest = Optional.of(branch);
        }
        return branch;
    }

    private Optional<SideBranch> at(long height, Optional<BlockHash> hash) {
        return hash.map(byHash::get).filter(found -> found.height() == height).map(Found::branch);
    }

    private SideBranch begin(Announcement block, Optional<BlockRef> fork) {
        begun++;
        return new SideBranch(fork, AsideBlock.of(block));
    }

    /// The chain goes on without them. Tells how many block events there were.
    int forget() {
        int forgotten = events;
        byHash.clear();
        highest = Optional.empty();
        begun = 0;
        events = 0;
        return forgotten;
    }

    Optional<SideBranch> highest() {
        return highest;
    }

    long bytes() {
        return byHash.size() * Footprint.ofHash() + begun * Footprint.ofAsideBlock();
    }
}
