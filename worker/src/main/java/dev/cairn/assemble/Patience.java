package dev.cairn.assemble;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How long a block is waited for, and who waits meanwhile.
///
/// What counts is the order in which blocks were announced, not their heights, since a reorganisation goes back in
/// height; and only announced blocks count, since a transaction may name any height.
///
/// A partition of transactions is *ahead* of the block that is waited for if it has brought transactions of blocks
/// announced a good deal later. When memory is short, those that are ahead wait; the others are read on whatever
/// memory holds. A partition has *passed* the block if it has brought such transactions since the waiting began. If
/// all have passed, what is missing will not come. After a restart, partitions first bring what they brought before, of
/// branches, too, that were dropped and whose block events come later, or come again: this shows nothing. So what
/// counts is blocks that lie higher than any that was announced before. The difference between the two matters to feeds
/// that publish transactions of a side branch long before its block events: they look ahead without being so. If all
/// look ahead, only those that have passed wait, so waiting cannot deadlock.
///
/// The blocks partition is read on as well until it has announced enough blocks to tell by, unless memory is not only
/// short but used up.
final class Patience {
    private final AssembleConfig config;
    private ShardPartitions partitions;
    /// The newest announced block that a partition has brought transactions of, by its place in the order.
    private final Map<SourcePartition, Long> newestBrought = new HashMap<>();
    private final Set<SourcePartition> passed = new TreeSet<>();
    private final long newsAbove;
    private @Nullable BlockContent waitedFor;
    private long waitingSince;
    private long bytesWhenShort = -1;
    private long bytesSinceAnnounced = -1;

    /// @param newsAbove  what came above this height is surely news, and not read again after a restart
    Patience(AssembleConfig config, ShardPartitions partitions, long newsAbove) {
        this.config = config;
        this.partitions = partitions;
        this.newsAbove = newsAbove;
    }

    /// More partitions may bring transactions from now on.
    void readFrom(ShardPartitions all) {
        partitions = all;
    }

    /// The block is not whole yet.
    ///
    /// @param arrivals  how many transactions have come so far
    /// @param bytes     what all records that are held take
    void waitFor(Announcement block, BlockContent content, long arrivals, long bytes) {
        if (content != waitedFor) {
            waitedFor = content;
            waitingSince = arrivals;
            passed.clear();
        }
        if (passed.containsAll(partitions.transactions())) {
            throw halt(
                    HaltReason.INCOMPLETE_BLOCK,
                    content.missing()
                            + ", and every partition of transactions has brought those of blocks announced more than "
                            + config.incompleteAfterBlocks() + " later",
                    block,
                    "If the producer publishes in greater disorder, raise assemble.incomplete-after-blocks. Else"
                            + " transactions were lost before they reached Kafka: publish them, raise it until they are"
                            + " reached, and start again.");
        }
        if (bytesWhenShort >= 0 && isUsedUp(bytes, bytesWhenShort)) {
            throw halt(
                    HaltReason.BUFFER_FULL,
                    content.missing() + ", while records of blocks that are not whole or not final yet take " + bytes
                            + " bytes, of " + config.bufferedBytesMax() + " allowed",
                    block,
                    "Raise assemble.buffered-bytes-max (and the heap), or lower assemble.finality-depth, or let the"
                            + " producer publish transactions closer to their blocks.");
        }
    }

    /// No block is there that could be next. Where transactions share the partition of the blocks, they come on all the
    /// while, and what is read again after a rewind may be much.
    void waitForBlockEvent(long bytes) {
        if (bytesSinceAnnounced < 0) {
            bytesSinceAnnounced = bytes;
        }
        if (isUsedUp(bytes, bytesSinceAnnounced)) {
            throw new HaltException(new Halt(
                    HaltReason.BUFFER_FULL,
                    "No block was announced that could be next, while records of blocks that are not whole or not final"
                            + " yet take " + bytes + " bytes, of " + config.bufferedBytesMax() + " allowed",
                    partitions.blocks().toString(),
                    "Raise assemble.buffered-bytes-max (and the heap), or let the producer publish transactions closer to"
                            + " their blocks."));
        }
    }

    private boolean isUsedUp(long bytes, long before) {
        return bytes > config.bufferedBytesMax() && bytes - before > config.bufferedBytesMax() / 2;
    }

    /// A block was announced, maybe after transactions of it had come.
    void announced(BlockContent content) {
        bytesSinceAnnounced = -1;
        content.places().keySet().forEach(partition -> came(content, partition));
    }

    /// A partition brought a transaction.
    void came(BlockContent content, SourcePartition partition) {
        if (!content.isAnnounced()) {
            return;
        }
        if (content.announcedAs() > newestBrought.getOrDefault(partition, 0L)) {
            newestBrought.put(partition, content.announcedAs());
        }
        if (content.height() > newsAbove
                && isFarBehind(content.announcedAs())
                && content.hasComeFrom(partition, waitingSince)) {
            passed.add(partition);
        }
    }

    /// Partitions that are to wait.
    ///
    /// @param announced  how many block events wait for their turn
    Set<SourcePartition> ahead(int announced, long bytes) {
        if (bytes <= config.bufferedBytesMax() / 2) {
            bytesWhenShort = -1;
            return Set.of();
        }
        if (bytesWhenShort < 0) {
            bytesWhenShort = bytes;
        }
        Set<SourcePartition> ahead = new TreeSet<>(partitions.all());
        if (announced == 0 || (bytes <= config.bufferedBytesMax() && announced <= enoughToTellBy())) {
            ahead.remove(partitions.blocks());
        }
        if (announced > 0) {
            ahead.removeAll(behind());
        }
        return ahead;
    }

    private Set<SourcePartition> behind() {
        Set<SourcePartition> behind = new TreeSet<>(partitions.transactions());
        behind.removeIf(partition -> isFarBehind(newestBrought.getOrDefault(partition, 0L)));
        if (behind.isEmpty()) {
            behind.addAll(partitions.transactions());
            behind.removeAll(passed);
        }
        return behind;
    }

    /// Whether the block that is waited for lies a good deal behind one, in the order of announcements.
    private boolean isFarBehind(long announcedAs) {
        return waitedFor != null && announcedAs > waitedFor.announcedAs() + config.incompleteAfterBlocks();
    }

    // Twice, since block events may come twice.
    private long enoughToTellBy() {
        return 2L * (config.incompleteAfterBlocks() + 1L);
    }

    private static HaltException halt(HaltReason reason, String what, Announcement block, String whatToDo) {
        return new HaltException(new Halt(reason, what, block.where(), whatToDo));
    }
}
