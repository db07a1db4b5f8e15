package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.source.Publisher;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.FeedStream;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import dev.cairn.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A record that is no event: the worker halts before it, or puts it aside as it came; no block is applied by half.
@ExtendWith(BrokerOfTheClass.class)
final class BadRecordIT {
    private static final int BLOCKS = 40;
    private static final int BROKEN = 20;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    BadRecordIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void itHaltsAndGoesOnWithoutItOnceToldTo() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = chain(1);
        List<FeedRecord> records = Records.of(chain);
        scene.publish(records.subList(0, records.size() / 2));
        long offset = records.subList(0, records.size() / 2).stream()
                .filter(record -> record.stream() == FeedStream.TRANSACTIONS)
                .count();

        try (RunningWorker worker = scene.start()) {
            // Else the garbage may be read before the first block event, and there is no state to serve.
            worker.awaitApplied(5);
            publishGarbage(scene);
            scene.publish(records.subList(records.size() / 2, records.size()));
            Halt halt = worker.awaitHalt(HaltReason.BAD_RECORD);

            assertThat(halt.where())
                    .isEqualTo("topic %s, partition 0, offset %d"
                            .formatted(scene.topics().transactions(), offset));
            worker.assertStandsAndServes(halt, chain, worker.newestOf(chain));
        }
        try (RunningWorker worker = puttingAside(scene).start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
            assertThat(worker.sample("cairn_dead_letters_total")).isOne();
        }
        ConsumerRecord<byte[], byte[]> letter = letters(scene).getFirst();
        assertThat(letter.key()).asString().isEqualTo("its key");
        assertThat(letter.value()).asString().isEqualTo("no event");
        assertThat(header(letter, "written-by")).isEqualTo("somebody");
        assertThat(header(letter, "cairn-topic")).isEqualTo(scene.topics().transactions());
        assertThat(header(letter, "cairn-partition")).isEqualTo("0");
        assertThat(header(letter, "cairn-offset")).isEqualTo(Long.toString(offset));
        assertThat(header(letter, "cairn-cause")).contains("the value begins with 'no event'");
    }

    @Test
    void aBlockThatNeededItIsNotAppliedByHalfAndIsOnceItIsPublishedWell() {
        Scene scene = puttingAside(Scene.on(broker, folder)).with("assemble.incomplete-after-blocks", "5");
        SyntheticChain chain = chain(2);
        List<FeedRecord> records = Records.of(chain);
        int at = Records.indexOf(records, Records.ofTransactions(BROKEN));
        FeedRecord good = records.get(at);
        records.set(at, good.withValue("no event".getBytes(StandardCharsets.UTF_8)));
        scene.publish(records.subList(0, at + 1));

        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(BROKEN - 1);
            scene.publish(records.subList(at + 1, records.size()));
            Halt halt = worker.awaitHalt(HaltReason.INCOMPLETE_BLOCK);

            worker.assertStandsAndServes(halt, chain, BROKEN - 1);
            assertThat(letters(scene)).hasSize(1);
        }
        scene.publish(List.of(good));
        try (RunningWorker worker = scene.with("assemble.incomplete-after-blocks", Integer.toString(BLOCKS))
                .start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
        }
    }

    @Test
    void aTopicForDeadLettersThatIsNotThereIsFoundOutAtTheStart() {
        Scene scene = Scene.on(broker, folder)
                .with("pipeline.on-bad-record", "dead-letter")
                .with("dead-letters.topic", "misspelt");

        assertThatThrownBy(scene::start)
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt().reason()).isEqualTo(HaltReason.SOURCE_REFUSED))
                .hasMessageContaining("expected topic 'misspelt' for dead letters");
    }

    private Scene puttingAside(Scene scene) {
        String letters = scene.topics().blocks() + "-letters";
        broker.createTopic(letters, 1, Map.of());
        return scene.with("pipeline.on-bad-record", "dead-letter").with("dead-letters.topic", letters);
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(Scene scene) {
        return TopicReader.committed(broker.bootstrapServers(), scene.topics().blocks() + "-letters", 0);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void publishGarbage(Scene scene) {
        try (Publisher publisher = Publisher.to(broker)) {
            publisher.publish(new ProducerRecord<>(
                    scene.topics().transactions(),
                    0,
                    "its key".getBytes(StandardCharsets.UTF_8),
                    "no event".getBytes(StandardCharsets.UTF_8),
                    List.of(new RecordHeader("written-by", "somebody".getBytes(StandardCharsets.UTF_8)))));
        }
    }

    private static SyntheticChain chain(long seed) {
        return SyntheticChain.of(Chains.spec(seed).withTransactionsPerBlock(3, 6), BLOCKS);
    }
}
