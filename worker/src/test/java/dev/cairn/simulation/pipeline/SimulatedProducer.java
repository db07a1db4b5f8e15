package dev.cairn.simulation.pipeline;

import com.google.protobuf.ByteString;
import dev.cairn.model.BlockHash;
import dev.cairn.model.SourcePartition;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/// Publishes a random chain as real feeds do: forks, branches that come back with or without their transactions,
/// duplicates, also of what lost long ago, disorder between topics, markers, records that are no events. It never
/// breaks the rules of a feed, so nothing it publishes may stop a worker.
final class SimulatedProducer {
    private static final int WAITING_MAX = 24;
    private static final int DEEP_MAX = 6;
    /// What stands aside is known for copies once the chain goes on without it.
    private static final int PLAIN_AT_THE_END = 2;
    private static final byte[] NO_EVENT = {(byte) 0xff, 0x01, 0x02};

    private final SimulatedLog log;
    private final Scenario scenario;
    private final Random random;
    private final BlockMaker maker;
    private final LateCopies lateCopies;
    private final EventPublisher publisher;
    private final Map<BlockHash, FeedBlock> byHash = new HashMap<>();
    private final List<FeedBlock> dropped = new ArrayList<>();
    private final List<FeedBlock> branch = new ArrayList<>();
    private final List<Publication> waiting = new ArrayList<>();
    private final List<Publication> published = new ArrayList<>();
    private final SortedSet<Place> bad = new TreeSet<>();
    private long finalizedHeight = -1;
    private long highestAnnounced = -1;
    /// Whether a worker that has read everything stands on this branch: one that leaves below what is final is followed
    /// once it has outgrown all others.
    private boolean isFollowed = true;
    /// The chain that such a branch leaves.
    private ChainView standing = new ChainView(List.of(), -1);
    private int announcements;

    /// A record to be published.
    ///
    /// @param announcement  the number of the block event that it belongs to or is
    private record Publication(SourcePartition partition, ChainEvent event, int announcement) {}

    /// Where a record lies.
    record Place(SourcePartition partition, long offset) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byPartition = partition.compareTo(other.partition);
            return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
        }
    }

    SimulatedProducer(SimulatedLog log, Scenario scenario, Random random) {
        this.log = log;
        this.scenario = scenario;
        this.random = random;
        maker = new BlockMaker(random, scenario.large());
        lateCopies = new LateCopies(random);
        publisher = new EventPublisher(log, random);
    }

    Optional<FeedBlock> tip() {
        return branch.isEmpty() ? Optional.empty() : Optional.of(branch.getLast());
    }

    FeedBlock block(BlockHash hash) {
        return Optional.ofNullable(byHash.get(hash))
                .orElseThrow(() -> new AssertionError("expected a block that was published, but got " + hash));
    }

    SortedSet<Place> badRecords() {
        return bad;
    }

    boolean isDone() {
        return !hasMore() && waiting.isEmpty();
    }

    /// Publishes one record, or thinks of something new to publish.
    void step() {
        if (hasMore() && (waiting.isEmpty() || waiting.size() < random.nextInt(WAITING_MAX))) {
            goOn();
        } else if (!waiting.isEmpty()) {
            publishOne();
        }
    }

    private boolean hasMore() {
        return announcements < scenario.blocks() || !isFollowed;
    }

    private void goOn() {
        int kind = scenario.blocks() - announcements <= PLAIN_AT_THE_END ? 99 : random.nextInt(100);
        if (kind < 12) {
            forkAbove(finalizedHeight);
        } else if (kind < 22) {
            comeBack();
        } else if (kind < 30) {
            repeatABlockEvent();
        } else if (kind < 34 && scenario.deep()) {
            forkAbove(finalizedHeight - 1 - random.nextInt(DEEP_MAX));
        } else if (kind < 50 && scenario.deep()) {
            // What was final and is not any more is where copies could do the most harm.
            repeatABlockEvent();
        } else {
            announce(newBlock(tip()), true);
        }
    }

    /// A new branch after a block at or above a height.
    private void forkAbove(long lowest) {
        int from = Math.toIntExact(Math.max(0, lowest));
        if (from >= branch.size() - 1) {
            return;
        }
        FeedBlock fork = branch.get(from + random.nextInt(branch.size() - 1 - from));
        leaveAfter(fork);
        announce(newBlock(Optional.of(fork)), true);
    }

    /// A dropped block takes its place again.
    private void comeBack() {
        List<FeedBlock> possible = dropped.stream()
                .filter(block -> block.height() > Math.max(0, finalizedHeight))
                .filter(block -> onBranch(block.branch().size() - 2, block))
                .toList();
        if (!possible.isEmpty()) {
            FeedBlock back = possible.get(random.nextInt(possible.size()));
            leaveAfter(branch.get(Math.toIntExact(back.height() - 1)));
            dropped.remove(back);
            announce(back, random.nextBoolean());
        }
    }

    private boolean onBranch(int height, FeedBlock block) {
        return height < branch.size()
                && branch.get(height).ref().equals(block.branch().get(height));
    }

    private void leaveAfter(FeedBlock fork) {
        if (isFollowed && fork.height() < finalizedHeight) {
            isFollowed = false;
            standing = new ChainView(List.copyOf(branch), finalizedHeight);
        }
        while (!branch.getLast().equals(fork)) {
            dropped.add(branch.removeLast());
        }
    }

    /// Of the branch, or of blocks that lost and cannot come back.
    private void repeatABlockEvent() {
        List<FeedBlock> lost = lateCopies.some(dropped, this::cannotComeBack);
        if (!lost.isEmpty() && random.nextBoolean()) {
            for (FeedBlock copy : lost) {
                publishLater(scenario.layout().partitions().blocks(), EventPublisher.event(copy.event()));
                announcements++;
            }
        } else if (!branch.isEmpty()) {
            FeedBlock known = branch.get(random.nextInt(branch.size()));
            publishLater(scenario.layout().partitions().blocks(), headerOf(known));
            announcements++;
        }
    }

    /// Its parent has lost as well, or is older than the newest final block. While a branch is announced that leaves
    /// below that, nobody knows yet which parents have lost.
    private boolean cannotComeBack(FeedBlock block) {
        return !new ChainView(branch, finalizedHeight).mayTake(block)
                && (isFollowed || standing.has(block) || standing.isDecided(block));
    }

    private FeedBlock newBlock(Optional<FeedBlock> parent) {
        FeedBlock made = maker.after(parent);
        byHash.put(made.ref().hash(), made);
        return made;
    }

    private void announce(FeedBlock block, boolean withTransactions) {
        branch.add(block);
        isFollowed |= block.height() > highestAnnounced;
        highestAnnounced = Math.max(highestAnnounced, block.height());
        publishLater(scenario.layout().partitions().blocks(), headerOf(block));
        if (withTransactions) {
            block.transactions().forEach(transaction -> publishLater(aPartition(), EventPublisher.event(transaction)));
        }
        if (scenario.layout().hasOtherShards() && log.feed().transactions().size() > 1 && random.nextInt(4) == 0) {
            BlockEvent others = block.event().toBuilder()
                    .setHash(ByteString.copyFromUtf8("of another shard"))
                    .build();
            publishLater(log.feed().transactions().last(), EventPublisher.event(others));
        }
        announcements++;
    }

    /// With what is final by then, if the feed tells.
    private ChainEvent headerOf(FeedBlock block) {
        BlockEvent.Builder header = block.event().toBuilder();
        if (random.nextInt(3) == 0) {
            long said = Math.max(0, block.height() - random.nextInt(4));
            header.setFinalizedHeight(said);
            finalizedHeight = Math.max(finalizedHeight, said);
        }
        long tip = branch.getLast().height();
        finalizedHeight =
                Math.max(finalizedHeight, tip - scenario.settings().assemble().finalityDepth());
        return EventPublisher.event(header.build());
    }

    private void publishLater(SourcePartition partition, ChainEvent event) {
        waiting.add(new Publication(partition, event, announcements));
    }

    private void publishOne() {
        int oldest = waiting.stream().mapToInt(Publication::announcement).min().orElseThrow();
        Publication chosen = waiting.get(random.nextInt(waiting.size()));
        if (chosen.event().hasBlock() || chosen.announcement() > oldest + scenario.disorder()) {
            // Block events keep their order; the first one waiting is never too early.
            chosen = waiting.stream()
                    .filter(one -> one.event().hasBlock())
                    .findFirst()
                    .filter(one -> one.announcement() <= oldest + scenario.disorder())
                    .orElse(waiting.getFirst());
        }
        waiting.remove(chosen);
        published.add(chosen);
        publisher.publish(chosen.partition(), chosen.event());
        publishSomethingElse();
    }

    private void publishSomethingElse() {
        SourcePartition partition = aPartition();
        int kind = random.nextInt(100);
        if (kind < 8) {
            log.appendMarker(partition);
        } else if (kind < 12) {
            log.appendMarker(scenario.layout().partitions().blocks());
        } else if (kind < 20) {
            Publication again = published.get(random.nextInt(published.size()));
            if (again.event().hasTransaction()) {
                publisher.publish(aPartition(), again.event());
            }
        } else if (kind < 24 && scenario.badRecords()) {
            bad.add(new Place(partition, log.append(partition, null, random.nextBoolean() ? NO_EVENT : null)));
        }
    }

    private SourcePartition aPartition() {
        List<SourcePartition> partitions = List.copyOf(log.feed().transactions());
        return partitions.get(random.nextInt(partitions.size()));
    }
}
