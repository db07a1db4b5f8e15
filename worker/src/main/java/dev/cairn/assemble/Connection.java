package dev.cairn.assemble;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.Optional;

/// Finds out how an announced block connects to the applied branch.
final class Connection {
    private final AssembleConfig config;
    private final Branch branch;
    private final FinalBlocks finalBlocks;

    Connection(AssembleConfig config, Branch branch, FinalBlocks finalBlocks) {
        this.config = config;
        this.branch = branch;
        this.finalBlocks = finalBlocks;
    }

    sealed interface Kind {}

    /// It is on the branch already.
    record Known() implements Kind {}

    /// It is the next one.
    record Grows() implements Kind {}

    /// It takes the place of those above an older one.
    record Forks(BlockRef fork) implements Kind {}

    /// It hangs on nothing that can be replaced: on an older final block, or on none that is known.
    record Aside(Optional<BlockRef> fork) implements Kind {}

    Kind of(Announcement block) {
        Optional<BlockRef> tip = branch.tip();
        if (tip.isEmpty()) {
            checkMayBeFirst(block);
            return new Grows();
        }
        if (isApplied(block)) {
            return new Known();
        }
        BlockHash parent = block.parent().orElseThrow(() -> secondBeginning(block, tip.get()));
        if (branch.has(block.height() - 1, parent)) {
            Optional<BlockRef> fork = branch.at(block.height() - 1);
            return fork.equals(tip) ? new Grows() : new Forks(fork.orElseThrow());
        }
        Optional<BlockRef> misnumbered = branch.find(parent);
        if (misnumbered.isPresent()) {
            throw wrongHeight(block, misnumbered.get());
        }
        return new Aside(finalParent(block, parent));
    }

    private boolean isApplied(Announcement block) {
        BlockHash hash = block.block().hash();
        // Below what is kept, or below where we began, nobody can tell. Taking it for known is safe: if it was of
        // another branch, its successors connect to nothing.
        if (block.height() > branch.finalizedHeight()) {
            return branch.has(block.height(), hash) || branch.beginsAbove(block.height());
        }
        return finalBlocks.at(block.height()).map(hash::equals).orElse(true);
    }

    private Optional<BlockRef> finalParent(Announcement block, BlockHash parent) {
        long height = block.height() - 1;
        return height < 0 || height > branch.finalizedHeight()
                ? Optional.empty()
                : finalBlocks
                        .at(height)
                        .filter(parent::equals)
                        .map(hash -> new BlockRef(new BlockHeight(height), hash));
    }

    /// For a branch that goes on where the chain does not. Tells the final block that it leaves, if it is to be
    /// followed.
    ///
    /// @throws HaltException  which names what would be dropped, or what is missing
    BlockRef forkOf(SideBranch side) {
        AsideBlock first = side.first();
        if (side.fork().isEmpty() && isBelowWhatIsKept(first)) {
            throw halt(
                    HaltReason.DEEP_REORG,
                    "Expected a branch that leaves the chain where its blocks are kept, but this one does so below, and has outgrown the chain",
                    first.where(),
                    "History there is pruned, or the database began above, so it cannot be rewound: begin again in an"
                            + " empty directory, or restore a snapshot from before the fork. A longer retention prevents"
                            + " it.");
        }
        BlockRef fork = side.fork().orElseThrow(() -> gap(first, branch.tip().orElseThrow()));
        if (config.onDeepReorg() == AssembleConfig.OnDeepReorg.HALT) {
            throw halt(
                    HaltReason.DEEP_REORG,
                    "Expected blocks above %s, the newest final one, but this one follows %s, and its branch has outgrown the chain: %d final blocks would be dropped"
                            .formatted(
                                    branch.finalized().orElseThrow(),
                                    fork,
                                    branch.finalizedHeight() - fork.height().value()),
                    first.where(),
                    "If the chain did reorganise that deep, set assemble.on-deep-reorg = rewind and start again:"
                            + " the database is rewound to the fork and follows the new branch. If it did not, mend the"
                            + " producer.");
        }
        return fork;
    }

    private boolean isBelowWhatIsKept(AsideBlock first) {
        long parentHeight = first.block().height().value() - 1;
        return parentHeight <= branch.finalizedHeight()
                && finalBlocks.at(parentHeight).isEmpty();
    }

    private void checkMayBeFirst(Announcement block) {
        if (block.parent().isPresent() && config.firstBlock() == AssembleConfig.FirstBlock.GENESIS) {
            throw halt(
                    HaltReason.GAP,
                    "Expected the first block of a chain, without a parent, since nothing is stored yet, but this one has the"
                            + " parent " + block.parent().get(),
                    block.where(),
                    "The topic has lost its beginning, or never had it, so the state would be incomplete. "
                            + Advice.BEGIN_ANEW
                            + " If the feed is meant to begin here, set assemble.first-block = any instead.");
        }
    }

    private static HaltException wrongHeight(Announcement block, BlockRef parent) {
        return halt(
                HaltReason.CONFLICT,
                "Expected height " + (parent.height().value() + 1) + ", since the parent is " + parent
                        + ", but this block says " + block.height(),
                block.where(),
                "A block's height is its parent's plus one. Mend the producer. " + Advice.BEGIN_ANEW);
    }

    private static HaltException secondBeginning(Announcement block, BlockRef tip) {
        return halt(
                HaltReason.GAP,
                "Expected a block that follows one known (the newest is " + tip
                        + "), but this one has no parent, as only the first block of a chain",
                block.where(),
                "Another chain is published to this topic. Give each chain topics of its own. " + Advice.BEGIN_ANEW);
    }

    private static HaltException gap(AsideBlock block, BlockRef tip) {
        long from = tip.height().value() + 1;
        long height = block.block().height().value();
        String missing = height > from
                ? "heights " + from + " to " + (height - 1) + " are missing"
                : "no block with that hash is known";
        return halt(
                HaltReason.GAP,
                "Expected a block that follows %s or one before it, but this one has the parent %s: %s"
                        .formatted(tip, block.parent().orElseThrow(), missing),
                block.where(),
                "Heights are never skipped, and reading never gets past this block, so it does not help to publish behind it"
                        + " what is missing. " + Advice.BEGIN_ANEW);
    }

    private static HaltException halt(HaltReason reason, String what, String where, String whatToDo) {
        return new HaltException(new Halt(reason, what, where, whatToDo));
    }
}
