package dev.cairn.pipeline;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.assemble.Assembly;
import dev.cairn.assemble.BlockAssembler;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.source.RecordSource;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.Storage;
import java.util.Optional;

/// Looks whether a reorganisation below what is final can be followed to its end, before anything is thrown away for
/// it: Kafka has to have what was published since the fork, and memory room for it. For the
/// transactions of the replaced branch come again, too, and are held, since it may come back.
/// **Threading:** the `apply` thread.
final class DeepReorgs {
    private final AssembleConfig config;
    private final Storage storage;
    private final RecordSource source;

    DeepReorgs(AssembleConfig config, Storage storage, RecordSource source) {
        this.config = config;
        this.storage = storage;
        this.source = source;
    }

    /// To be asked when all that is final is on disk.
    ///
    /// @throws HaltException  if it cannot be followed; the branch that was final stands
    StorageJob.Rewind rewindFor(Assembly.DeepReorg deep, BlockAssembler assembler) {
        long fork = deep.fork().height().value();
        ResumeOffsets from = resumeAt(fork).withAnnouncements(deep.before());
        try {
            source.checkReadable(from);
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
        checkFits(deep, assembler.bytesSince(from));
        return new StorageJob.Rewind(fork, Optional.of(deep.before()));
    }

    private void checkFits(Assembly.DeepReorg deep, long bytes) {
        if (bytes > config.bufferedBytesMax()) {
            throw halt(
                    HaltReason.BUFFER_FULL,
                    "Expected to follow block %s, which leaves the branch after %s, a final block, but the transactions that were published since that one take about %d bytes, of %d allowed"
                            .formatted(deep.block(), deep.fork(), bytes, config.bufferedBytesMax()),
                    where(deep),
                    "Nothing was rewound, and the branch that was final can be read. To follow the new one, raise"
                            + " assemble.buffered-bytes-max above that (and the heap), and start again.");
        }
    }

    private String where(Assembly.DeepReorg deep) {
        return "block event at offset %d of %s"
                .formatted(deep.before().upTo(), source.partitions().blocks());
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
