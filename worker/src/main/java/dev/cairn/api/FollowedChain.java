package dev.cairn.api;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.read.Answer;
import dev.cairn.read.BlockInfo;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/// Leads one client along the visible branch, step by step, whenever it likes. **Threading:** one thread.
///
/// Each step is a look at one block, which is whole and of one branch; between two looks anything may happen. That does
/// no harm: a block follows only if it names the client's newest one as its parent, and the client goes back only to a
/// block that was seen on the visible branch. What came between is met by the next step.
final class FollowedChain {
    private final StateReader reader;
    private final Optional<BlockHeight> from;
    private final FollowedBranch branch;

    /// @param from    of which height the first block is to be; empty for the newest
    /// @param branch  what the client has; empty for one that begins
    FollowedChain(StateReader reader, Optional<BlockHeight> from, FollowedBranch branch) {
        this.reader = reader;
        this.from = from;
        this.branch = branch;
    }

    /// What the client has once it has taken all steps.
    FollowedBranch branch() {
        return branch;
    }

    /// @param finalHeight  the newest final height, as it was before this step; empty if there is none
    FollowedStep next(OptionalLong finalHeight) {
        return branch.isEmpty() ? begin(finalHeight) : goOn(branch.newest(), finalHeight);
    }

    private FollowedStep begin(OptionalLong finalHeight) {
        return switch (reader.block(beginning())) {
            case Answer.Known<BlockInfo>(var _, var first) -> first(first, finalHeight);
            case Answer.NotYetApplied<BlockInfo>(var applied) -> new FollowedStep.Nothing(applied);
            case Answer.Pruned<BlockInfo>(var earliest) -> new FollowedStep.Pruned(earliest);
        };
    }

    private FollowedStep goOn(BlockRef newest, OptionalLong finalHeight) {
        BlockHeight next = new BlockHeight(newest.height().value() + 1);
        return switch (reader.block(new HeightSelector.At(next))) {
            case Answer.Known<BlockInfo>(var _, var block) ->
                block.parent().filter(newest.hash()::equals).isPresent() ? applied(block, finalHeight) : goBack(newest);
            case Answer.NotYetApplied<BlockInfo>(var applied) ->
                look(newest) == Place.ON_THE_BRANCH ? new FollowedStep.Nothing(applied) : goBack(newest);
            case Answer.Pruned<BlockInfo>(var earliest) -> new FollowedStep.Pruned(earliest);
        };
    }

    private FollowedStep first(BlockInfo first, OptionalLong finalHeight) {
        Deque<BlockRef> below = new ArrayDeque<>();
        if (!gatherBelow(first, finalHeight, below)) {
            // Another branch took the place of this one meanwhile.
            return begin(finalHeight);
        }
        below.forEach(block -> branch.add(block, OptionalLong.empty()));
        return applied(first, finalHeight);
    }

    /// The blocks that a client stands on although it is not sent them, oldest first: those that can be replaced, and a
    /// final one. If the branch is replaced from below where it began, it goes back to one of them. Who asked for a
    /// height wants nothing below it, so there the parent is enough.
    ///
    /// @return whether they are of one branch
    private boolean gatherBelow(BlockInfo first, OptionalLong finalHeight, Deque<BlockRef> below) {
        Optional<BlockRef> parent = parentOf(first);
        while (parent.isPresent()) {
            BlockRef block = parent.get();
            below.addFirst(block);
            if (from.isPresent() || block.height().value() <= finalHeight.orElse(-1)) {
                return true;
            }
            switch (reader.block(new HeightSelector.At(block.height()))) {
                case Answer.Known<BlockInfo>(var at, var info) when at.equals(block) -> parent = parentOf(info);
                case Answer.Pruned<BlockInfo> _ -> {
                    return true;
                }
                case Answer.Known<BlockInfo> _, Answer.NotYetApplied<BlockInfo> _ -> {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<BlockRef> parentOf(BlockInfo block) {
        return block.parent()
                .map(hash -> new BlockRef(new BlockHeight(block.ref().height().value() - 1), hash));
    }

    private FollowedStep applied(BlockInfo block, OptionalLong finalHeight) {
        branch.add(block.ref(), finalHeight);
        return new FollowedStep.Applied(block);
    }

    private FollowedStep goBack(BlockRef newest) {
        Optional<BlockRef> common = branch.newestFirst()
                .filter(block -> look(block) == Place.ON_THE_BRANCH)
                .findFirst();
        if (common.isPresent()) {
            branch.goBackTo(common.get());
            return new FollowedStep.RolledBack(common.get(), newest.height());
        }
        // After a restart or a rewind the chain may first have to grow as far as the client has seen it before.
        return look(branch.oldest()) == Place.ABOVE ? new FollowedStep.Nothing(Optional.empty()) : beginAnew();
    }

    private FollowedStep beginAnew() {
        if (reader.block(beginning()) instanceof Answer.Pruned<BlockInfo>(var earliest)) {
            return new FollowedStep.Pruned(earliest);
        }
        branch.clear();
        return new FollowedStep.Reset(from);
    }

    private HeightSelector beginning() {
        return from.<HeightSelector>map(HeightSelector.At::new).orElseGet(HeightSelector.Latest::new);
    }

    /// Where a block of the client's lies now.
    private enum Place {
        ON_THE_BRANCH,
        REPLACED_OR_PRUNED,
        ABOVE
    }

    private Place look(BlockRef block) {
        return switch (reader.block(new HeightSelector.At(block.height()))) {
            case Answer.Known<BlockInfo>(var at, var _) ->
                at.equals(block) ? Place.ON_THE_BRANCH : Place.REPLACED_OR_PRUNED;
            case Answer.Pruned<BlockInfo> _ -> Place.REPLACED_OR_PRUNED;
            case Answer.NotYetApplied<BlockInfo> _ -> Place.ABOVE;
        };
    }
}
