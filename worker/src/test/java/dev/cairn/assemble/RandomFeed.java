package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.DecodedRecord;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A chain that changes its mind, published untidily, and what has to come of it.
///
/// Transactions come up to [#DISORDER] announcements before or after their block event. Branches return, with their
/// transactions or without. Block events and transactions come twice, block events also of blocks that lost long ago.
/// Some transactions are of blocks that nobody announces, and some of those name an absurd height.
final class RandomFeed {
    static final int DISORDER = 3;
    static final int INCOMPLETE_AFTER = 2 * DISORDER + 1;

    final RecordedFeed feed;
    final ShardPartitions partitions;
    /// What is applied, one after the other, as [Assembling.Step] prints it.
    final List<String> expected = new ArrayList<>();

    private final Random random;
    private final int finalityDepth;
    private final List<Planned> planned = new ArrayList<>();
    private final List<BlockHeader> branch = new ArrayList<>();
    private final List<BlockHeader> known = new ArrayList<>();
    private int turn;
    private long finalHeight = -1;

    private record Planned(double turn, SourcePartition partition, DecodedRecord event) {}

    RandomFeed(long seed, ShardPartitions partitions, int finalityDepth, int announcements, int recordBytes) {
        this.partitions = partitions;
        this.finalityDepth = finalityDepth;
        random = new Random(seed);
        feed = new RecordedFeed(recordBytes);
        grow(newBlock(Events.first(random.nextInt(3) + "x0", random.nextInt(3))));
        for (int i = 1; i < announcements; i++) {
            announceSomething(i);
        }
        planned.stream()
                .sorted(Comparator.comparingDouble(Planned::turn))
                .forEach(next -> feed.publish(next.partition(), next.event()));
    }

    /// The branch that is visible in the end, from the first block to the tip.
    List<BlockRef> branch() {
        return branch.stream().map(BlockHeader::ref).toList();
    }

    private void announceSomething(int turn) {
        switch (random.nextInt(12)) {
            case 0, 1 -> grow(newBlock(after(randomFork(), turn)));
            case 2, 3, 4 -> bringBack();
            case 5 -> announceAgain(branch.get(random.nextInt(branch.size())));
            case 6 -> publishStray();
            case 7 -> repeatLost();
            default -> grow(newBlock(after(branch.getLast(), turn)));
        }
    }

    private BlockHeader after(BlockHeader parent, int turn) {
        return Events.block((height(parent) + 1) + "x" + turn, Events.name(parent.ref()), random.nextInt(4));
    }

    private BlockHeader randomFork() {
        List<BlockHeader> forks =
                branch.stream().filter(block -> height(block) >= finalHeight).toList();
        return forks.get(random.nextInt(forks.size()));
    }

    private BlockHeader newBlock(BlockHeader block) {
        known.add(block);
        publishTransactions(block);
        return block;
    }

    private void bringBack() {
        List<BlockHeader> dropped = known.stream()
                .filter(block -> height(block) > finalHeight && !branch.contains(block))
                .filter(block -> branch.stream()
                        .anyMatch(on -> Optional.of(on.ref().hash()).equals(block.parent())))
                .toList();
        if (!dropped.isEmpty()) {
            BlockHeader block = dropped.get(random.nextInt(dropped.size()));
            if (random.nextBoolean()) {
                publishTransactions(block);
            }
            grow(block);
        }
    }

    /// Blocks that cannot come back: their parent lost as well, or is older than the newest final block.
    private void repeatLost() {
        for (BlockHeader block : known) {
            boolean mayComeBack = branch.stream()
                    .filter(on -> height(on) >= finalHeight)
                    .anyMatch(on -> Optional.of(on.ref().hash()).equals(block.parent()));
            if (!branch.contains(block) && !mayComeBack && random.nextBoolean()) {
                planned.add(new Planned(turn++, partitions.blocks(), block));
            }
        }
    }

    private void grow(BlockHeader block) {
        Optional<BlockRef> tip = branch.isEmpty()
                ? Optional.empty()
                : Optional.of(branch.getLast().ref());
        branch.removeIf(on -> height(on) >= height(block));
        Optional<BlockRef> parent = branch.isEmpty()
                ? Optional.empty()
                : Optional.of(branch.getLast().ref());
        branch.add(block);
        announceAgain(block);
        expected.add((parent.equals(tip) ? "" : Events.name(parent.orElseThrow()) + "<") + Events.name(block.ref()));
    }

    private void announceAgain(BlockHeader block) {
        BlockHeader event = random.nextInt(4) > 0
                ? block
                : Events.withFinal(block, Math.max(0, height(block) + random.nextInt(8) - 6));
        planned.add(new Planned(turn++, partitions.blocks(), event));
        long tip = height(branch.getLast());
        event.finalizedHeight()
                .ifPresent(said -> finalHeight = Math.max(finalHeight, Math.min(said.value(), height(block))));
        finalHeight = Math.max(finalHeight, tip - finalityDepth);
    }

    private void publishTransactions(BlockHeader block) {
        for (int index = 0; index < block.transactionCount(); index++) {
            // Indexes have holes, as in a chain that is spread over shards.
            publish(Events.transaction(block.ref(), index * 2), DISORDER);
            if (random.nextInt(6) == 0) {
                publish(Events.transaction(block.ref(), index * 2), DISORDER);
            }
        }
    }

    private void publishStray() {
        long height = random.nextInt(4) == 0
                ? 1_000_000_000 + random.nextInt(100)
                : height(branch.getLast()) + random.nextInt(5);
        publish(Events.transaction(Events.ref(height + "stray" + (char) ('a' + random.nextInt(3))), 0), 0);
    }

    private void publish(DecodedRecord transaction, int disorder) {
        List<SourcePartition> all = List.copyOf(partitions.transactions());
        double when = turn + disorder * (2 * random.nextDouble() - 1);
        planned.add(new Planned(when, all.get(random.nextInt(all.size())), transaction));
    }

    private static long height(BlockHeader block) {
        return block.ref().height().value();
    }
}
