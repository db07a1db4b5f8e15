package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.FreePorts;
import dev.cairn.broker.LocalBroker;
import dev.cairn.source.Publisher;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Told to end while Kafka or the disk does not answer, a worker ends all the same, and says what it had to leave open.
@ExtendWith(BrokerOfTheClass.class)
final class StoppedInTroubleIT {
    private static final int SUCCESS = 0;
    private static final int STOP_UNFINISHED = 6;
    private static final int BLOCKS = 200;

    /// Of one of a block's twenty values.
    private static final int VALUE_BYTES = 5_000;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    @RegisterExtension
    final ForkedWorkers workers = new ForkedWorkers();

    StoppedInTroubleIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void whileItWaitsForAKafkaThatIsNotThereItEndsWithSuccess() throws InterruptedException {
        Scene scene = Scene.on(broker, folder).with("source.bootstrap-servers", "127.0.0.1:" + FreePorts.any());

        ForkedWorker worker = workers.start(scene.settings(), folder);
        worker.awaitLog("waiting for Kafka", 1);

        assertThat(worker.stop()).as(worker.log()).isEqualTo(SUCCESS);
    }

    @Test
    void whileARecordCannotBePutAsideItEndsWithSuccess() throws Exception {
        String letters = "a-topic-that-is-deleted";
        Scene scene = Scene.on(broker, folder)
                .with("pipeline.on-bad-record", "dead-letter")
                .with("dead-letters.topic", letters);
        scene.create(letters, 1);
        ForkedWorker worker = workers.start(scene.settings(), folder);
        worker.awaitLog("shard runs", 1);
        broker.deleteTopic(letters);
        try (Publisher publisher = Publisher.to(broker)) {
            publisher.publish(new ProducerRecord<>(
                    scene.topics().blocks(), 0, null, "no event".getBytes(StandardCharsets.UTF_8)));
        }
        worker.awaitLog("put a record aside", 1);
        // It tries again soon, and is in the midst of it then.
        worker.runFor(500);

        assertThat(worker.stop()).as(worker.log()).isEqualTo(SUCCESS);
    }

    @Test
    void aSlowDiskIsWaitedForAndClosedInOrder() throws InterruptedException {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.heavy(2, BLOCKS, VALUE_BYTES);
        scene.publish(chain.feed());

        ForkedWorker worker = startAndAwaitFullMemory(scene, "3 MiB");

        assertThat(worker.stop()).as(worker.log()).isEqualTo(SUCCESS);
        assertNothingIsLost(scene, chain);
    }

    @Test
    void aDiskThatHangsHoldsUpTheEndForSecondsOnlyAndNothingIsLost() throws InterruptedException {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.heavy(3, BLOCKS, VALUE_BYTES);
        scene.publish(chain.feed());

        // At this rate a memtable takes a quarter of an hour, and RocksDB lets nobody write meanwhile.
        ForkedWorker worker = startAndAwaitFullMemory(scene, "1 KiB");

        assertThat(worker.stop()).as(worker.log()).isEqualTo(STOP_UNFINISHED);
        assertThat(worker.log())
                .contains("stopped before everything was closed", "Nothing is lost")
                // A round may just have ended, and the next one not begun; then it is the closing that hangs.
                .containsPattern("shard 0 is still (writing to disk|closing its database)");
        assertNothingIsLost(scene, chain);
    }

    private ForkedWorker startAndAwaitFullMemory(Scene scene, String bytesPerSecond) {
        int port = FreePorts.any();
        ForkedWorker worker = workers.start(
                scene.with("storage.rocksdb.rate-limit", bytesPerSecond)
                        .with("storage.rocksdb.write-buffer-size", "1 MiB")
                        .with("storage.rocksdb.write-buffer-count", "2")
                        .with("storage.rocksdb.write-buffers-to-merge", "1")
                        .with("flush.buffered-bytes-max", "4 MiB")
                        .with("http.port", Integer.toString(port))
                        .settings(),
                folder);
        worker.awaitLog("shard runs", 1);
        OperatorsPage operators = new OperatorsPage(port);
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> operators.sample("cairn_partition_paused").orElse(0) == 1);
        return worker;
    }

    private static void assertNothingIsLost(Scene scene, SyntheticChain chain) {
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
        }
    }
}
