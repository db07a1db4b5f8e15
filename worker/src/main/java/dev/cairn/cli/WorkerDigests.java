package dev.cairn.cli;

import dev.cairn.client.BlockName;
import dev.cairn.client.BlockSummary;
import dev.cairn.client.CairnClient;
import dev.cairn.client.ClientConfig;
import dev.cairn.client.HeightName;
import dev.cairn.client.Outcome;
import dev.cairn.client.Problem;
import dev.cairn.client.Query;
import dev.cairn.client.ShardStatus;
import dev.cairn.client.UnavailableException;
import dev.cairn.model.BlockHeight;
import dev.cairn.proof.DigestSource;
import java.util.List;
import java.util.OptionalInt;

/// The digests of a running worker's shard. How far it was is asked once, so both ends of a comparison
/// stand still.
final class WorkerDigests implements DigestSource {
    private final String url;
    private final CairnClient client;
    private final int shard;
    private final long earliestHeight;
    private final long newestHeight;

    private WorkerDigests(String url, CairnClient client, ShardStatus status) {
        this.url = url;
        this.client = client;
        shard = status.shard();
        ShardStatus.Heights marks = status.progress()
                .map(ShardStatus.Progress::marks)
                .orElseThrow(() -> new UnavailableException("the worker at " + url + " is starting: its shard " + shard
                        + " is not open yet; ask again in a moment"));
        newestHeight = marks.flushed().orElse(-1);
        earliestHeight = marks.earliest().orElse(0);
    }

    /// @param shard  which one, if the worker has several
    static WorkerDigests open(String url, ClientConfig config, OptionalInt shard) {
        CairnClient client = new CairnClient(config);
        try {
            return new WorkerDigests(
                    url, client, chosen(url, client.status().value().shards(), shard));
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static ShardStatus chosen(String url, List<ShardStatus> shards, OptionalInt shard) {
        List<Integer> numbers = shards.stream().map(ShardStatus::shard).toList();
        if (shard.isEmpty() && shards.size() == 1) {
            return shards.getFirst();
        }
        return shards.stream()
                .filter(status -> shard.isPresent() && status.shard() == shard.getAsInt())
                .findFirst()
                .orElseThrow(() -> new UsageException("the worker at " + url + " has the shards " + numbers
                        + ": say which one is meant, as --shard " + numbers.getFirst()));
    }

    @Override
    public String name() {
        return url;
    }

    @Override
    public long earliestHeight() {
        return earliestHeight;
    }

    @Override
    public long newestHeight() {
        return newestHeight;
    }

    @Override
    public ChainedDigest at(long height) {
        Query<BlockSummary> query = Query.block(BlockName.of(HeightName.of(new BlockHeight(height))))
                .ofShard(shard);
        return switch (client.ask(query)) {
            case Outcome.Known<BlockSummary>(var _, var block) ->
                new ChainedDigest(
                        block.ref(),
                        block.digest()
                                .orElseThrow(() -> new HeightGoneException(
                                        "block " + height + " of the worker at " + url
                                                + " is not on disk any more; it was rewound meanwhile, so ask again",
                                        ExitCode.NOT_YET_APPLIED)));
            case Outcome.Absent<BlockSummary>(var problem, var _) -> throw gone(problem, ExitCode.ABSENT);
            case Outcome.Pruned<BlockSummary>(var problem, var _) -> throw gone(problem, ExitCode.PRUNED);
            case Outcome.NotYetApplied<BlockSummary>(var problem, var _) ->
                throw gone(problem, ExitCode.NOT_YET_APPLIED);
        };
    }

    private HeightGoneException gone(Problem problem, ExitCode code) {
        return new HeightGoneException(url, problem, code);
    }

    @Override
    public void close() {
        client.close();
    }
}
