package dev.cairn.simulation.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// Block events that are published once more although their blocks have lost, as exporters do that go through their
/// queue again after a crash. Only blocks whose coming back could not be meant.
final class LateCopies {
    private final Random random;

    LateCopies(Random random) {
        this.random = random;
    }

    /// A few in a row, each following the one before if there is such a block.
    List<FeedBlock> some(List<FeedBlock> lost, Predicate<FeedBlock> cannotComeBack) {
        List<FeedBlock> possible = lost.stream().filter(cannotComeBack).toList();
        List<FeedBlock> copies = new ArrayList<>();
        Optional<FeedBlock> next = oneOf(possible);
        while (next.isPresent()) {
            FeedBlock copy = next.get();
            copies.add(copy);
            List<FeedBlock> following =
                    possible.stream().filter(block -> block.follows(copy)).toList();
            next = random.nextInt(4) == 0 ? Optional.empty() : oneOf(following);
        }
        return copies;
    }

    private Optional<FeedBlock> oneOf(List<FeedBlock> blocks) {
        return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.get(random.nextInt(blocks.size())));
    }
}
