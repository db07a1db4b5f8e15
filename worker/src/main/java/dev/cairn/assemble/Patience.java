package dev.cairn.assemble;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How long a block is waited for, and who waits meanwhile.
///
/// A partition of transactions has *passed* the block that is waited for once it brings, after the waiting began,
/// transactions of announced blocks that lie a good deal higher. If all have passed it, what is missing will not come.
/// As long as one has not, that one is read on whatever memory holds, so waiting cannot deadlock; the others wait when
/// memory is short.
final class Patience {
    private final AssembleConfig config;
    private final ShardPartitions partitions;
    private final Contents contents;
    private @Nullable Announcement waitedFor;
    private long waitingSince;
    private long bytesWhenShort = -1;

    Patience(AssembleConfig config, ShardPartitions partitions, Contents contents) {
        this.config = config;
        this.partitions = partitions;
        this.contents = contents;
    }

    void waitFor(Announcement block, BlockContent content) {
        if (waitedFor == null || waitedFor.record().offset() != block.record().offset()) {
            waitedFor = block;
            waitingSince = contents.arrivals();
        }
        if (partitions.transactions().stream().allMatch(this::hasPassed)) {
            throw halt(
                    HaltReason.INCOMPLETE_BLOCK,
                    content.missing() + ", and every partition of transactions has brought those of blocks more than "
                            + config.incompleteAfterBlocks() + " higher",
                    "If the producer publishes in greater disorder, raise assemble.incomplete-after-blocks. Else"
                            + " transactions were lost before they reached Kafka: publish them, and start again.");
        }
        if (bytesWhenShort >= 0
                && contents.bytes() > config.bufferedBytesMax()
                && contents.bytes() - bytesWhenShort > config.bufferedBytesMax() / 2) {
            throw halt(
                    HaltReason.BUFFER_FULL,
                    content.missing() + ", while records of blocks that are not whole or not final yet take "
                            + contents.bytes() + " bytes, of " + config.bufferedBytesMax() + " allowed",
                    "Raise assemble.buffered-bytes-max (and the heap), or lower assemble.finality-depth, or let the"
                            + " producer publish transactions closer to their blocks.");
        }
    }

    Set<SourcePartition> ahead(boolean noBlockAnnounced) {
        if (contents.bytes() <= config.bufferedBytesMax() / 2) {
            bytesWhenShort = -1;
            return Set.of();
        }
        if (bytesWhenShort < 0) {
            bytesWhenShort = contents.bytes();
        }
        Set<SourcePartition> ahead = new TreeSet<>(partitions.all());
        if (noBlockAnnounced) {
            ahead.remove(partitions.blocks());
        } else {
            ahead.removeIf(partition -> partitions.transactions().contains(partition) && !hasPassed(partition));
        }
        return ahead;
    }

    private boolean hasPassed(SourcePartition partition) {
        return waitedFor != null
                && contents.hasPassed(partition, waitedFor.height() + config.incompleteAfterBlocks(), waitingSince);
    }

    private HaltException halt(HaltReason reason, String what, String whatToDo) {
        return new HaltException(new Halt(reason, what, waitedFor == null ? "" : waitedFor.where(), whatToDo));
    }
}
