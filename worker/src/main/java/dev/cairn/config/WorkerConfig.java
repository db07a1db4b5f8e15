package dev.cairn.config;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.decode.DecodeConfig;
import dev.cairn.flush.FlushConfig;
import dev.cairn.handle.HandleConfig;
import dev.cairn.http.HttpConfig;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.pipeline.PipelineConfig;
import dev.cairn.read.ReadConfig;
import dev.cairn.source.DeadLettersConfig;
import dev.cairn.source.SourceConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Everything that can be configured: the stages' own records, and what concerns more than one of them.
///
/// @param shards       which shards this worker runs
/// @param databases    of all shards
/// @param deadLetters  where records go that are no events, if they are put aside
public record WorkerConfig(
        List<Integer> shards,
        SourceConfig source,
        DecodeConfig decode,
        AssembleConfig assemble,
        HandleConfig handle,
        MvccConfig mvcc,
        FlushConfig flush,
        DatabasesConfig databases,
        ReadConfig read,
        PipelineConfig pipeline,
        Optional<DeadLettersConfig> deadLetters,
        HttpConfig http) {
    public WorkerConfig {
        shards = List.copyOf(shards);
        if (shards.isEmpty()
                || new HashSet<>(shards).size() < shards.size()
                || shards.stream().anyMatch(shard -> shard < 0)) {
            throw new IllegalArgumentException(
                    "shards is " + shards + ", but it has to name at least one, from 0, and none twice, as [0]");
        }
        if (source.blocksTopic().equals(source.transactionsTopic())
                && decode.blocksFormat() != decode.transactionsFormat()) {
            throw new IllegalArgumentException("decode.transactions-format is not that of decode.blocks-format, but"
                    + " both topics are '" + source.blocksTopic() + "', and it has to be the same for one topic");
        }
        if (pipeline.onBadRecord() == PipelineConfig.OnBadRecord.DEAD_LETTER && deadLetters.isEmpty()) {
            throw new IllegalArgumentException("dead-letters.topic is not set, but it has to be with"
                    + " pipeline.on-bad-record = dead-letter, as dead-letters");
        }
    }
}
