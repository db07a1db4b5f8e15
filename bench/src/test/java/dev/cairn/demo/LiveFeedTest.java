package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.synthetic.SyntheticChain;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private static final double BLOCKS_PER_SECOND = 200;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final LiveFeed feed =
            new LiveFeed(producer, new GrowingChain(SyntheticChain.of(Demo.spec(1), 50), 1), new Traffic(1));

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void theChainGrowsAsLongAsBlocksCanBePublished() {
        feed.start(BLOCKS_PER_SECOND);
        await().until(() -> producer.history().stream()
                        .filter(record -> record.topic().equals(DemoTopics.BLOCKS))
                        .count()
                > 5);
        assertThat(feed.failure()).isEqualTo(Optional.empty());
    }

    @Test
    void aBlockThatCannotBePublishedIsTheLastAndSaysWhy() {
        producer.sendException = new KafkaException("the broker is gone");
        feed.start(BLOCKS_PER_SECOND);

        await().until(() -> feed.failure().isPresent());
        assertThat(feed.failure().orElseThrow()).hasMessageContaining("the broker is gone");
        producer.sendException = null;
        feed.close();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void soIsOneThatWasAskedFor() {
        producer.sendException = new KafkaException("the broker is gone");
        assertThatThrownBy(() -> feed.publishNow(Traffic.Kind.MINT, 1)).hasMessageContaining("the broker is gone");
        assertThat(feed.failure().orElseThrow()).hasMessageContaining("the broker is gone");

        producer.sendException = null;
        assertThatThrownBy(() -> feed.publishNow(Traffic.Kind.MINT, 1)).hasMessageContaining("the broker is gone");
        assertThat(producer.history()).isEmpty();
    }
}
