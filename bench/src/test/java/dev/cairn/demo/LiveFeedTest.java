package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.synthetic.SyntheticChain;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveFeedTest {
    private static final double BLOCKS_PER_SECOND = 200;

    private final LossyProducer producer = new LossyProducer();
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

    @ParameterizedTest
    @ValueSource(strings = {DemoTopics.BLOCKS, DemoTopics.TRANSACTIONS})
    void soIsOneOfWhichKafkaDidNotTakeTheFirstRecordOfATopic(String topic) {
        producer.lost = record -> record.topic().equals(topic);
        assertThatThrownBy(() -> feed.publishNow(Traffic.Kind.MINT, 2))
                .hasMessageContaining("expected to publish the block at height ")
                .hasMessageContaining("it took too long");
        assertThat(feed.failure()).isPresent();
    }

    @Test
    void noMoreIsTriedOfABlockOnceARecordHasWaitedForTheBrokerInVain() {
        producer.lost = _ -> true;
        producer.answer.completeExceptionally(new TimeoutException("no broker"));
        assertThatThrownBy(() -> feed.publishNow(Traffic.Kind.MINT, 2)).hasMessageContaining("no broker");
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

    /// Tells that a record was not delivered as Kafka does: by what `send` gives back, while later records pass.
    private static final class LossyProducer extends MockProducer<byte[], byte[]> {
        private final CompletableFuture<RecordMetadata> answer = new CompletableFuture<>();
        private Predicate<ProducerRecord<byte[], byte[]>> lost = _ -> false;

        LossyProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            if (!lost.test(record)) {
                return super.send(record);
            }
            lost = _ -> false;
            return answer;
        }

        @Override
        public synchronized void flush() {
            super.flush();
            answer.completeExceptionally(new TimeoutException("it took too long"));
        }
    }
}
