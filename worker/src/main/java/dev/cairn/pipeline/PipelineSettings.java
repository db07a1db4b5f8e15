package dev.cairn.pipeline;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.flush.FlushConfig;

/// What the loops of a shard go by.
public record PipelineSettings(PipelineConfig pipeline, AssembleConfig assemble, FlushConfig flush) {
    public static PipelineSettings standard() {
        return new PipelineSettings(PipelineConfig.standard(), AssembleConfig.standard(), FlushConfig.standard());
    }
}
