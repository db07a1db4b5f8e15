package dev.cairn.config;

import dev.cairn.api.ApiConfig;
import dev.cairn.assemble.AssembleConfig;
import dev.cairn.decode.DecodeConfig;
import dev.cairn.flush.FlushConfig;
import dev.cairn.handle.HandleConfig;
import dev.cairn.http.HttpConfig;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.pipeline.PipelineConfig;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.read.ReadConfig;
import dev.cairn.repository.RepositoryConfig;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.source.DeadLettersConfig;
import dev.cairn.source.SourceConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        SnapshotsConfig snapshots,
        RepositoryConfig repository,
        RetentionConfig retention,
        ReadConfig read,
        PipelineConfig pipeline,
        Optional<DeadLettersConfig> deadLetters,
        ApiConfig api,
        HttpConfig http) {
    public WorkerConfig {
        shards = List.copyOf(shards);
        String wrong = Stream.of(
                        aboutShards(shards), aboutFormats(source, decode), aboutDeadLetters(pipeline, deadLetters))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static Optional<String> aboutShards(List<Integer> shards) {
        boolean isGood = !shards.isEmpty()
                && new HashSet<>(shards).size() == shards.size()
                && shards.stream().allMatch(shard -> shard >= 0);
        return isGood
                ? Optional.empty()
                : Optional.of(
                        "shards is " + shards + ", but it has to name at least one, from 0, and none twice, as [0]");
    }

    private static Optional<String> aboutFormats(SourceConfig source, DecodeConfig decode) {
        boolean isGood = !source.blocksTopic().equals(source.transactionsTopic())
                || decode.blocksFormat() == decode.transactionsFormat();
        return isGood
                ? Optional.empty()
                : Optional.of("decode.transactions-format is not that of decode.blocks-format, but both topics are '"
                        + source.blocksTopic() + "', and it has to be the same for one topic");
    }

    private static Optional<String> aboutDeadLetters(PipelineConfig pipeline, Optional<DeadLettersConfig> deadLetters) {
        boolean isGood = pipeline.onBadRecord() != PipelineConfig.OnBadRecord.DEAD_LETTER || deadLetters.isPresent();
        return isGood
                ? Optional.empty()
                : Optional.of(
                        "dead-letters.topic is not set, but it has to be with pipeline.on-bad-record = dead-letter,"
                                + " as dead-letters");
    }
}
