package dev.cairn.pipeline;

import dev.cairn.assemble.Assembly;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.source.RecordSource;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.Storage;

/// Looks whether a reorganisation below what is final can be followed to its end, before anything is thrown away for
/// it: the state at the fork has to be there, and in Kafka what was published since. **Threading:** the `apply` thread.
final class DeepReorgs {
    private final Storage storage;
    private final RecordSource source;

    DeepReorgs(Storage storage, RecordSource source) {
        this.storage = storage;
        this.source = source;
    }

    /// To be asked when all that is final is on disk.
    ///
    /// @throws HaltException  if it cannot be followed; the branch that was final stands
    StorageJob.Rewind rewindFor(Assembly.DeepReorg deep) {
        long fork = deep.fork().height().value();
        if (fork < storage.earliestHeight()) {
            throw halt(
                    HaltReason.DEEP_REORG,
                    "Expected a fork at or above the earliest height kept (%d), but block %s leaves the branch after %s"
                            .formatted(storage.earliestHeight(), deep.block(), deep.fork()),
                    "block event at offset %d of %s"
                            .formatted(
                                    deep.announcementOffset(),
                                    source.partitions().blocks()),
                    "History below that height is pruned, so the database cannot be rewound: begin again in an empty"
                            + " directory, or restore a snapshot from before the fork.");
        }
        try {
            source.checkReadable(resumeAt(fork).withAnnouncementsFrom(deep.announcementOffset()));
        } catch (HaltException e) {
            throw halt(
                    e.halt().reason(),
                    "Expected to follow block %s, which leaves the branch after %s, a final block, but what was published since that one is not there any more: %s"
                            .formatted(deep.block(), deep.fork(), e.halt().what()),
                    e.halt().where(),
                    "Nothing was rewound, and the branch that was final can be read. To follow the new one, restore a"
                            + " snapshot from before the fork if the topics reach back to it, or begin again in an empty"
                            + " data directory with topics that hold the whole chain. A longer retention of the topics"
                            + " prevents it.");
        }
        return new StorageJob.Rewind(fork, deep.announcementOffset());
    }

    private ResumeOffsets resumeAt(long fork) {
        BlockRecord block = storage.reader()
                .block(fork)
                .orElseThrow(() -> new IllegalStateException("expected the block at height " + fork + " on disk"));
        return block.facts().resumeAfter();
    }

    private static HaltException halt(HaltReason reason, String what, String where, String whatToDo) {
        return new HaltException(new Halt(reason, what, where, whatToDo));
    }
}
