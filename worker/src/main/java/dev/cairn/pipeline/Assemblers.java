package dev.cairn.pipeline;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.assemble.BlockAssembler;
import dev.cairn.assemble.FinalBlocks;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import java.util.Optional;

/// Makes assemblers that begin where the database ends: one at start, and one after each rewind.
record Assemblers(AssembleConfig config, Storage storage, FinalBlocks finalBlocks) {
    BlockAssembler atStart(ShardPartitions partitions) {
        Optional<CommittedPosition> stored = storage.committed();
        return new BlockAssembler(
                config,
                partitions,
                stored.map(CommittedPosition::block),
                stored.map(CommittedPosition::resumeAfter).orElse(ResumeOffsets.NONE),
                finalBlocks);
    }
}
