package dev.cairn.simulation.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Block events that are published once more although their blocks have lost, as exporters do that go through their
/// queue again after a crash. Only blocks whose coming back could not be meant: their parent has lost as well, or is
/// older than the newest final block.
final class LateCopies {
    private final Random random;

    LateCopies(Random random) {
        this.random = random;
    }

    /// A few in a row, each following the one before if there is such a block.
    ///
    /// @param branch  by height
    List<FeedBlock> some(List<FeedBlock> lost, List<FeedBlock> branch, long finalizedHeight) {
        List<FeedBlock> possible = lost.stream()
                .filter(block -> !mayComeBack(block, branch, finalizedHeight))
                .toList();
        List<FeedBlock> copies = new ArrayList<>();
        Optional<FeedBlock> next = oneOf(possible);
        while (next.isPresent()) {
            FeedBlock copy = next.get();
            copies.add(copy);
            List<FeedBlock> following =
                    possible.stream().filter(block -> follows(block, copy)).toList();
            next = random.nextInt(4) == 0 ? Optional.empty() : oneOf(following);
        }
        return copies;
    }

    private static boolean mayComeBack(FeedBlock block, List<FeedBlock> branch, long finalizedHeight) {
        long parent = block.height() - 1;
        return parent >= finalizedHeight
                && parent < branch.size()
                && follows(block, branch.get(Math.toIntExact(parent)));
    }

    private static boolean follows(FeedBlock block, FeedBlock parent) {
        return block.branch().size() == parent.branch().size() + 1
                && block.branch().get(parent.branch().size() - 1).equals(parent.ref());
    }

    private Optional<FeedBlock> oneOf(List<FeedBlock> blocks) {
        return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.get(random.nextInt(blocks.size())));
    }
}
