package dev.cairn.synthetic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Decides, announcement by announcement, how the chain grows: a new block on the tip, a new branch, or blocks of a
/// branch that was dropped before. A longer plan of the same spec begins with the shorter one.
final class ChainPlanner {
    /// Older dropped branches are seldom still above what is final.
    private static final int DROPPED_TIPS_MAX = 8;

    private final ReorgSpec reorgs;
    private final Finality finality;
    private final long genesisHeight;
    private final BlockTree tree;
    private final Announcements announcements;

    private final Dice reorgNow;
    private final Dice returnNow;
    private final Dice returnTo;
    private final Dice returnLength;
    private final Dice republish;
    private final Dice depth;
    private final Dice deepNow;
    private final Dice deepDepth;

    private final Deque<Integer> droppedTips = new ArrayDeque<>();
    private final Deque<Integer> returning = new ArrayDeque<>();
    private boolean returningWithTransactions;
    private int tip;
    private long finalizedHeight;
    private long highestFinalizedHeight;

    ChainPlanner(ChainSpec spec, int announcementCount) {
        reorgs = spec.reorgs();
        finality = spec.finality();
        genesisHeight = spec.genesisHeight();
        tree = new BlockTree(genesisHeight, announcementCount);
        announcements = new Announcements(announcementCount);
        reorgNow = Dice.of(spec.seed(), "reorg now");
        returnNow = Dice.of(spec.seed(), "return to a dropped branch");
        returnTo = Dice.of(spec.seed(), "which dropped branch");
        returnLength = Dice.of(spec.seed(), "how much of the dropped branch");
        republish = Dice.of(spec.seed(), "publish its transactions again");
        depth = Dice.of(spec.seed(), "reorg depth");
        deepNow = Dice.of(spec.seed(), "reorg below what is final");
        deepDepth = Dice.of(spec.seed(), "depth below what is final");
        finalizedHeight = genesisHeight - 1;
        highestFinalizedHeight = finalizedHeight;

        announce(0, true);
        while (announcements.count() < announcementCount) {
            announceNext(announcements.count());
        }
    }

    BlockTree tree() {
        return tree;
    }

    Announcements announcements() {
        return announcements;
    }

    private void announceNext(int now) {
        if (!returning.isEmpty()) {
            announce(returning.remove(), returningWithTransactions);
        } else if (!reorgNow.chance(now, reorgs.rate()) || !reorg(now)) {
            announce(tree.addChildOf(tip), true);
        }
    }

    private boolean reorg(int now) {
        return (returnNow.chance(now, reorgs.returnShare()) && returnToDropped(now))
                || (deepNow.chance(now, reorgs.deep().share()) && startDeepBranch(now))
                || startBranch(now);
    }

    private boolean startDeepBranch(int now) {
        long droppable = Math.min(reorgs.deep().belowFinalMax(), finalizedHeight - genesisHeight);
        if (droppable < 1) {
            return false;
        }
        long forkHeight = finalizedHeight - 1 - deepDepth.below(now, (int) droppable);
        // What was final up to here is so no more; the fork itself nobody doubts.
        finalizedHeight = forkHeight;
        branchFrom(forkHeight);
        return true;
    }

    private boolean startBranch(int now) {
        long droppable = Math.min(reorgs.depth().max(), tree.height(tip) - forkHeightMin());
        int least = reorgs.depth().min();
        if (droppable < least) {
            return false;
        }
        long dropped = least + (long) depth.below(now, (int) droppable - least + 1);
        branchFrom(tree.height(tip) - dropped);
        return true;
    }

    private void branchFrom(long forkHeight) {
        int fork = tree.ancestor(tip, forkHeight);
        rememberDropped(tip);
        announce(tree.addChildOf(fork), true);
    }

    private boolean returnToDropped(int now) {
        droppedTips.removeIf(dropped -> tree.height(dropped) <= forkHeightMin());
        List<Integer> reachable = droppedTips.stream().filter(this::withinReach).toList();
        if (reachable.isEmpty()) {
            return false;
        }
        int dropped = reachable.get(returnTo.below(now, reachable.size()));
        long forkHeight = tree.height(tree.commonAncestor(tip, dropped));
        int length = 1 + returnLength.below(now, (int) (tree.height(dropped) - forkHeight));
        if (tree.height(tip) > forkHeight) {
            rememberDropped(tip);
        }
        returning.addAll(blocksAbove(forkHeight, length, dropped));
        // Nobody is expected to have kept the transactions of a block that was final once.
        boolean keptByAll = forkHeight >= highestFinalizedHeight;
        returningWithTransactions = !keptByAll || republish.chance(now, reorgs.republishShare());
        announce(returning.remove(), returningWithTransactions);
        return true;
    }

    private boolean withinReach(int dropped) {
        long forkHeight = tree.height(tree.commonAncestor(tip, dropped));
        return forkHeight < tree.height(dropped)
                && forkHeight >= forkHeightMin()
                && tree.height(tip) - forkHeight <= reorgs.depth().max();
    }

    private List<Integer> blocksAbove(long forkHeight, int length, int branchTip) {
        List<Integer> blocks = new ArrayList<>(length);
        for (int i = 1; i <= length; i++) {
            blocks.add(tree.ancestor(branchTip, forkHeight + i));
        }
        return blocks;
    }

    private void rememberDropped(int droppedTip) {
        droppedTips.remove(droppedTip);
        droppedTips.add(droppedTip);
        if (droppedTips.size() > DROPPED_TIPS_MAX) {
            droppedTips.remove();
        }
    }

    private void announce(int block, boolean withTransactions) {
        tip = block;
        finalizedHeight = Math.max(finalizedHeight, tree.height(block) - finality.depth());
        highestFinalizedHeight = Math.max(highestFinalizedHeight, finalizedHeight);
        announcements.add(block, finalizedHeight, finalizedHeight == highestFinalizedHeight, withTransactions);
    }

    /// The first block stays, whatever finality says.
    private long forkHeightMin() {
        return Math.max(finalizedHeight, genesisHeight);
    }
}
