package dev.cairn.assemble;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
/// Meanwhile a branch is kept as the chain would be if it had been followed, so that it stands for what a rewind would
/// lead to: what follows the same block as its first one takes its place, and so does the chain itself when it
/// announces such a block again.
final class SideBranches {
    private final Map<BlockHash, SideBranch> byParentOfFirst = new LinkedHashMap<>();
    private int events;

    /// Takes a block event; tells the branch that it is of.
    SideBranch add(Announcement block, Optional<BlockRef> fork) {
        events++;
        for (SideBranch branch : byParentOfFirst.values()) {
            if (branch.take(block)) {
                return branch;
            }
        }
        SideBranch begun = new SideBranch(fork, block);
        byParentOfFirst.put(block.parent().orElseThrow(), begun);
        return begun;
    }

    /// The chain came back to a block that follows this one.
    void forgetAfter(Optional<BlockHash> parent) {
        parent.ifPresent(byParentOfFirst::remove);
    }

    /// The chain goes on without them. Tells how many block events there were.
    int forget() {
        int forgotten = events;
        byParentOfFirst.clear();
        events = 0;
        return forgotten;
    }

    Optional<SideBranch> highest() {
        Collection<SideBranch> branches = byParentOfFirst.values();
        return branches.stream().max(Comparator.comparingLong(SideBranch::height));
    }

    long bytes() {
        return byParentOfFirst.values().stream().mapToLong(SideBranch::bytes).sum();
    }
}
