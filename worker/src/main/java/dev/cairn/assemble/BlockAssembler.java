package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.decode.DecodedRecord;
import dev.cairn.decode.UndecodableRecord;
import dev.cairn.model.Announcements;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceRecord;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes whole blocks of records, in the order of the blocks partition.
///
/// Records are added as they are read, in any order between partitions. Block events wait in a queue; the first of it
/// is next when its transactions are all there. What connects to the newest block goes on the branch, what connects
/// to an older one that is not final is a reorganisation, what is there already changes nothing, and the rest stands
/// aside until it shows whether it is copies or a fault. Content is kept by block hash until its height is final, so a
/// branch that was dropped can come back with or without its transactions.
///
/// **Threading:** one thread.
public final class BlockAssembler {
    private static final Assembly WAITING = new Assembly.Waiting();

    private ShardPartitions partitions;
    private final Connection connection;
    private final Branch branch;
    private final Finality finality;
    private final SideBranches sideBranches = new SideBranches();
    private final Contents contents = new Contents();
    private final Announced announced = new Announced();
    private final Patience patience;
    private final ResumePoints resumePoints;
    private final Strays strays;
    private final TransactionSizes sizes = new TransactionSizes();
    private final long announcementsFrom;
    private long highestAnnounced;
    /// Whether the next step waits for transactions of the first block in the queue, as was found out last.
    private boolean awaitsTransactions;
    private long duplicates;

    /// @param applied      the newest block that is stored; empty for a chain that begins
    /// @param from         where reading begins
    /// @param finalBlocks  tells stored and final blocks
    public BlockAssembler(
            AssembleConfig config,
            ShardPartitions partitions,
            Optional<BlockRef> applied,
            ResumeOffsets from,
            FinalBlocks finalBlocks) {
        this.partitions = partitions;
        branch = new Branch(applied);
        connection = new Connection(config, branch, finalBlocks);
        finality = new Finality(
                branch, config.finalityDepth(), from.announcements().finalized());
        highestAnnounced = Math.max(from.announcements().highest(), branch.finalizedHeight());
        // After a restart records come again that were read before it, of what lay above the newest final block then.
        long newsAbove = applied.isEmpty()
                ? -1
                : Math.max(highestAnnounced, Heights.above(branch.finalizedHeight(), config.finalityDepth()));
        patience = new Patience(config, partitions, newsAbove);
        resumePoints = new ResumePoints(partitions.blocks(), from);
        strays = new Strays(config, contents, resumePoints, newsAbove);
        announcementsFrom = from.announcements().upTo();
    }

    /// What feeds the shard from now on. Where transactions come from all partitions of a topic, they may become more:
    /// a block is waited for until those have brought what is newer, too.
    public void readFrom(ShardPartitions all) {
        partitions = all;
        patience.readFrom(all);
    }

    /// Why an event does not belong where it lies; empty if it does.
    public Optional<String> misplaced(SourceRecord record, DecodedRecord event) {
        String topic = record.partition().topic();
        return switch (event) {
            case BlockHeader _
            when !topic.equals(partitions.blocks().topic()) ->
                Optional.of("expected transaction events only, but found a block event");
            case BlockTransaction _
            when !topic.equals(partitions.transactions().first().topic()) ->
                Optional.of("expected block events only, but found a transaction event");
            case BlockHeader _, BlockTransaction _, UndecodableRecord _ -> Optional.empty();
        };
    }

    /// Takes a block event; false if it does not count. Those of other partitions speak for other shards, and those
    /// before the place where reading begins were dealt with before.
    public boolean add(SourceRecord record, BlockHeader event) {
        if (!record.partition().equals(partitions.blocks()) || record.offset() < announcementsFrom) {
            return false;
        }
        boolean isNew = isAboveFinal(event.ref()) && contents.add(record, event);
        announced.add(new Announcement(
                event, record, isNew ? Footprint.ofPlace() : Footprint.ofAnnouncement(record, event.changes())));
        if (isNew) {
            patience.announced(contents.of(event.ref()));
        }
        return true;
    }

    /// Takes a transaction event.
    public void add(SourceRecord record, BlockTransaction event) {
        sizes.came(record, event);
        if (!isAboveFinal(event.block())) {
            duplicates++;
            return;
        }
        boolean isNew = contents.add(record, event);
        // A copy counts here too. It may be the one that was published in time, and the one that was read first, out of
        // another partition, the one that came late: after a restart that alone would be waited for too long.
        resumePoints.came(record.partition(), event.block().height().value(), record.offset());
        if (isNew) {
            patience.came(contents.of(event.block()), record.partition());
        } else {
            duplicates++;
        }
    }

    /// Everything below these offsets was added. To be called after each batch, before [#next()].
    public void moveTo(Map<SourcePartition, Long> newPositions) {
        resumePoints.moveTo(newPositions);
    }

    /// What is next. The same answer comes until its block is [#applied].
    ///
    /// @throws dev.cairn.fault.HaltException  if the chain cannot go on
    public Assembly next() {
        awaitsTransactions = false;
        while (!announced.isEmpty()) {
            Announcement next = announced.first();
            switch (connection.of(next)) {
                case Connection.Known _ -> {
                    duplicates++;
                    finalizeUpTo(next.header());
                    announced.removeFirst();
                }
                case Connection.Aside(var fork) -> {
                    SideBranch side = sideBranches.add(next, fork);
                    if (next.height() > highestAnnounced) {
                        return deepReorg(side);
                    }
                    announced.removeFirst();
                }
                case Connection.Grows _ -> {
                    duplicates += sideBranches.forget();
                    return isWhole(next) ? new Assembly.Next(assembled(next)) : WAITING;
                }
                case Connection.Forks(var fork) -> {
                    duplicates += sideBranches.forget();
                    return isWhole(next) ? new Assembly.Reorg(fork, assembled(next)) : WAITING;
                }
            }
        }
        patience.waitForBlockEvent(bytes());
        return WAITING;
    }

    private Assembly deepReorg(SideBranch side) {
        AsideBlock first = side.first();
        return new Assembly.DeepReorg(
                connection.forkOf(side),
                first.block(),
                new Announcements(first.offset(), highestAnnounced, finality.soFar()));
    }

    /// The block that was next is visible now.
    public void applied(AssembledBlock block) {
        if (announced.isEmpty() || !announced.first().block().equals(block.ref())) {
            throw new IllegalStateException("expected the block that was next to be applied, but got " + block.ref());
        }
        announced.removeFirst();
        branch.grow(block.ref());
        highestAnnounced = Math.max(highestAnnounced, block.ref().height().value());
        strays.forgetBefore(contents.of(block.ref()), partitions);
        finalizeUpTo(block.header());
    }

    /// The highest height that is final, by its depth or because the feed said so.
    public long finalizedHeight() {
        return branch.finalizedHeight();
    }

    /// Partitions that are to wait, since what they would bring is not needed yet and memory is short.
    public Set<SourcePartition> ahead() {
        return patience.ahead(announced.count(), bytes());
    }

    /// Partitions of which one can bring what is next, as far as is known.
    public Set<SourcePartition> awaited() {
        return awaitsTransactions ? partitions.transactions() : Set.of(partitions.blocks());
    }

    /// The block that was announced and cannot be applied yet; empty if there is none. Of a branch that stands aside it
    /// is the first one.
    public Optional<BlockRef> awaitedBlock() {
        return awaitsTransactions
                ? Optional.of(announced.first().block())
                : sideBranches.highest().map(side -> side.first().block());
    }

    /// What that block lacks, for people. Looks at all of its transactions.
    public String missing() {
        return awaitsTransactions
                ? contents.of(announced.first().block()).missing()
                : sideBranches
                        .highest()
                        .map(side -> side.lacks(branch.tip().orElseThrow(), highestAnnounced))
                        .orElse("");
    }

    /// What the records that are held take in memory.
    public long bytes() {
        return contents.bytes() + announced.bytes() + sideBranches.bytes();
    }

    /// What transactions take, roughly, that lie between these offsets and where reading is.
    public long bytesSince(ResumeOffsets from) {
        return sizes.of(resumePoints.recordsSince(from, partitions.transactions()));
    }

    /// How many records changed nothing since this was asked last.
    public long takeDuplicates() {
        long taken = duplicates;
        duplicates = 0;
        return taken;
    }

    private boolean isAboveFinal(BlockRef block) {
        return block.height().value() > branch.finalizedHeight();
    }

    private boolean isWhole(Announcement next) {
        BlockContent content = contents.of(next.block());
        if (content.isWhole()) {
            return true;
        }
        awaitsTransactions = true;
        patience.waitFor(next, content, contents.arrivals(), bytes());
        return false;
    }

    private AssembledBlock assembled(Announcement next) {
        BlockContent content = contents.of(next.block());
        return new AssembledBlock(
                next.header(),
                content.transactionsByIndex(),
                resumePoints.after(
                        next.height(),
                        new Announcements(
                                next.nextOffset(), Math.max(highestAnnounced, next.height()), finality.soFar())),
                content.publishedMs(),
                next.where());
    }

    private void finalizeUpTo(BlockHeader announcement) {
        long height = finality.with(announcement);
        if (height > branch.finalizedHeight()) {
            branch.finalizeUpTo(height);
            contents.forgetUpTo(height);
            resumePoints.forgetUpTo(height);
        }
    }
}
