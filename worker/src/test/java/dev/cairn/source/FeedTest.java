package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.model.SourcePartition;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FeedTest {
    private static final SourceConfig ONE_TO_ONE = SourceConfig.standard("a:1", "blocks", "transactions");
    private static final SourceConfig FAN_IN =
            new SourceConfig("a:1", "blocks", "transactions", true, "g", Duration.ofSeconds(1), Map.of());

    @Test
    void aShardTakesThePartitionsOfItsNumber() {
        var partitions = feed(2, 2).partitionsOf(1, ONE_TO_ONE);

        assertThat(partitions.blocks()).isEqualTo(new SourcePartition("blocks", 1));
        assertThat(partitions.transactions()).containsExactly(new SourcePartition("transactions", 1));
    }

    @Test
    void fanInTakesTransactionsFromAllPartitions() {
        var partitions = feed(1, 3).partitionsOf(0, FAN_IN);

        assertThat(partitions.blocks()).isEqualTo(new SourcePartition("blocks", 0));
        assertThat(partitions.transactions())
                .containsExactly(
                        new SourcePartition("transactions", 0),
                        new SourcePartition("transactions", 1),
                        new SourcePartition("transactions", 2));
    }

    @Test
    void blocksAndTransactionsMayShareATopic() {
        var config = SourceConfig.standard("a:1", "chain", "chain");
        var partitions = new Feed("c", new TreeMap<>(Map.of("chain", new Feed.Topic("id", 2)))).partitionsOf(0, config);

        assertThat(partitions.all()).containsExactly(new SourcePartition("chain", 0));
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new Feed("c", new TreeMap<>(Map.of("blocks", new Feed.Topic("id", 1))))
                        .partitionsOf(0, ONE_TO_ONE))
                .hasMessageContaining("expected topic 'transactions', but Kafka has none of that name");
    }

    @Test
    void aShardBeyondThePartitionsIsRefused() {
        assertThatThrownBy(() -> feed(2, 2).partitionsOf(2, ONE_TO_ONE))
                .hasMessageContaining("expected partition 2 of topic 'blocks' for shard 2, but the topic has 2");
    }

    @Test
    void topicsWithDifferentNumbersOfPartitionsAreRefusedWithoutFanIn() {
        assertThatThrownBy(() -> feed(1, 3).partitionsOf(0, ONE_TO_ONE))
                .hasMessageContaining("they have 1 and 3")
                .hasMessageContaining("source.fan-in = true");
    }

    @Test
    void aShardThatTakesAllTransactionsIsTheOnlyOne() {
        assertThatThrownBy(() -> feed(2, 3).partitionsOf(0, FAN_IN))
                .hasMessageContaining("expected one shard and one partition of block events")
                .hasMessageContaining("there is shard 0, and topic 'blocks' has 2 partitions")
                .hasMessageContaining("switch source.fan-in off");
        assertThatThrownBy(() -> feed(2, 3).partitionsOf(1, FAN_IN)).hasMessageContaining("there is shard 1");
    }

    @Test
    void aTopicForBothMayBeReadWholeByOneShard() {
        var config = new SourceConfig("a:1", "chain", "chain", true, "g", Duration.ofSeconds(1), Map.of());
        Feed feed = new Feed("c", new TreeMap<>(Map.of("chain", new Feed.Topic("id", 2))));

        assertThat(feed.partitionsOf(0, config).transactions())
                .containsExactly(new SourcePartition("chain", 0), new SourcePartition("chain", 1));
        assertThatThrownBy(() -> feed.partitionsOf(1, config)).hasMessageContaining("there is shard 1");
    }

    @Test
    void theIdentityIsClusterAndTopicIds() {
        SortedMap<String, String> ids = new TreeMap<>(Map.of("blocks", "id-b", "transactions", "id-t"));

        assertThat(feed(1, 1).identity()).isEqualTo(new SourceIdentity("c", ids));
    }

    private static Feed feed(int blocks, int transactions) {
        return new Feed(
                "c",
                new TreeMap<>(Map.of(
                        "blocks",
                        new Feed.Topic("id-b", blocks),
                        "transactions",
                        new Feed.Topic("id-t", transactions))));
    }
}
