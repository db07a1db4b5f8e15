package dev.cairn.api;

import dev.cairn.model.BlockRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a client has of the chain, as far as it takes to find where another branch leaves it. **Threading:** one
/// thread.
///
/// Of blocks that could be replaced when they were sent every one is remembered. Of those that were final a rewind may
/// take some, too, but that is rare: so of these the farther back, the fewer are remembered, about one each time the
/// distance doubles. A client then goes back at most three times as far as it would have to, and a million blocks leave
/// forty.
final class FollowedBranch {
    private static final int SETTLED_MAX = 128;

    /// Oldest first, like the others above them.
    private List<BlockRef> settled = new ArrayList<>();

    private final Deque<BlockRef> replaceable = new ArrayDeque<>();

    /// @param blocks  of one branch, oldest first
    static FollowedBranch of(List<BlockRef> blocks) {
        FollowedBranch branch = new FollowedBranch();
        branch.replaceable.addAll(blocks);
        return branch;
    }

    boolean isEmpty() {
        return settled.isEmpty() && replaceable.isEmpty();
    }

    /// Where the client stands.
    BlockRef newest() {
        return replaceable.isEmpty() ? settled.getLast() : replaceable.getLast();
    }

    /// The newest block that was final, or else the oldest that is known: where the client can surely go back to if
    /// nothing but this is left of what was known of it, unless there was a rewind.
    BlockRef root() {
        return settled.isEmpty() ? replaceable.getFirst() : settled.getLast();
    }

    Stream<BlockRef> newestFirst() {
        return Stream.concat(replaceable.reversed().stream(), settled.reversed().stream());
    }

    BlockRef oldest() {
        return settled.isEmpty() ? replaceable.getFirst() : settled.getFirst();
    }

    /// The client has one more block.
    ///
    /// @param finalHeight  what is final of this branch, as far as is known; empty if nothing is
    void add(BlockRef block, OptionalLong finalHeight) {
        replaceable.addLast(block);
        finalHeight.ifPresent(this::settle);
    }

    /// The client has nothing above a block that is remembered.
    void goBackTo(BlockRef block) {
        while (!replaceable.isEmpty() && isAbove(replaceable.getLast(), block)) {
            replaceable.removeLast();
        }
        settled.removeIf(one -> isAbove(one, block));
    }

    void clear() {
        settled.clear();
        replaceable.clear();
    }

    private void settle(long finalHeight) {
        while (!replaceable.isEmpty() && replaceable.getFirst().height().value() <= finalHeight) {
            settled.add(replaceable.removeFirst());
            if (settled.size() > SETTLED_MAX) {
                thin();
            }
        }
    }

    private void thin() {
        long newest = settled.getLast().height().value();
        long oldest = settled.getFirst().height().value();
        settled = new ArrayList<>(settled.stream()
                .filter(block -> block.height().value() == oldest
                        || isKept(block.height().value(), newest))
                .toList());
    }

    // What is kept at a distance was kept at every smaller one.
    private static boolean isKept(long height, long newest) {
        long distance = newest - height;
        return distance == 0 || height % Long.highestOneBit(distance) == 0;
    }

    private static boolean isAbove(BlockRef block, BlockRef other) {
        return block.height().compareTo(other.height()) > 0;
    }
}
