package dev.cairn.pipeline;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.flush.FlushConfig;
import dev.cairn.prune.RetentionConfig;

/// What the loops of a shard go by.
public record PipelineSettings(
        PipelineConfig pipeline, AssembleConfig assemble, FlushConfig flush, RetentionConfig retention) {
    public static PipelineSettings standard() {
        return new PipelineSettings(
                PipelineConfig.standard(),
                AssembleConfig.standard(),
                FlushConfig.standard(),
                RetentionConfig.everything());
    }
}
