package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.Pace;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The worker as a process, ended at any time: while it starts, catches up, flushes, or waits for Kafka.
@ExtendWith(BrokerOfTheClass.class)
final class WorkerProcessIT {
    private static final int LIVES = 4;
    private static final int LIFE_AT_MOST_MS = 3_000;

    private static final int STOPS = 6;
    private static final int START_AT_MOST_MS = 1_500;
    private static final int RUN_AT_MOST_MS = 800;

    /// What Java ends with by itself.
    private static final int ENDED_BY_SIGTERM = 143;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    @RegisterExtension
    final ForkedWorkers workers = new ForkedWorkers();

    WorkerProcessIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void askedToEndWhileItStartsOrRunsItEndsWithSuccessAndNothingIsLost() throws Exception {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.fickle(1, 800);
        Random random = new Random(1);
        try (var publisher = publisher(scene, chain)) {
            FutureTask<Boolean> published = inBackground(publisher);
            for (int stop = 0; stop < STOPS; stop++) {
                ForkedWorker worker = start(scene, stop);
                if (stop % 2 == 0) {
                    worker.runFor(random.nextInt(START_AT_MOST_MS));
                } else {
                    // It catches up, and flushes all the time.
                    worker.awaitLog("shard runs", 1);
                    worker.runFor(random.nextInt(RUN_AT_MOST_MS));
                }
                assertEndsWithSuccess(worker);
            }
            assertThat(published.get(90, TimeUnit.SECONDS)).isTrue();
        }
        assertNothingIsLost(scene, chain);
    }

    @Test
    void askedToEndWhileKafkaDoesNotAnswerItEndsWithSuccessAndNothingIsLost() throws Exception {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.fickle(4, 200);
        scene.publish(chain.feed());
        ForkedWorker worker = start(scene, 0);
        worker.awaitLog("shard runs", 1);
        broker.pause();
        worker.awaitLog("no answer from Kafka", 1);
        assertEndsWithSuccess(worker);

        broker.unpause();
        assertNothingIsLost(scene, chain);
    }

    @Test
    void killedAtAnyTimeItLosesAndDoublesNothing() throws Exception {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.fickle(2, 800);
        Random random = new Random(2);
        try (var publisher = publisher(scene, chain)) {
            FutureTask<Boolean> published = inBackground(publisher);
            for (int life = 0; life < LIVES; life++) {
                ForkedWorker worker = workers.start(scene.settings(), folder);
                worker.awaitLog("starting", life + 1);
                worker.runFor(random.nextInt(LIFE_AT_MOST_MS));
                worker.kill();
            }
            assertThat(published.get(90, TimeUnit.SECONDS)).isTrue();
        }
        assertNothingIsLost(scene, chain);
    }

    @Test
    void withKafkaAsItsLogItIsKilledAndStoppedAndAllThatKafkaWasToldIsDoneMayGo() throws Exception {
        // With memtables so small, some are in files before it is killed.
        Scene scene = Scene.on(broker, folder)
                .with("storage.durability", "kafka")
                .with("storage.rocksdb.write-buffer-size", "64 KiB")
                .with("storage.rocksdb.write-buffers-to-merge", "1");
        SyntheticChain chain = Chains.fickle(5, 800);
        Random random = new Random(5);
        try (var publisher = publisher(scene, chain)) {
            FutureTask<Boolean> published = inBackground(publisher);
            for (int life = 0; life < LIVES; life++) {
                ForkedWorker worker = start(scene, life);
                worker.awaitLog("shard runs", 1);
                if (life == 0) {
                    Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> scene.recordsDone() > 0);
                }
                worker.runFor(random.nextInt(LIFE_AT_MOST_MS));
                if (life % 2 == 0) {
                    worker.kill();
                } else {
                    assertEndsWithSuccess(worker);
                }
                scene.deleteRecordsDone();
            }
            assertThat(published.get(90, TimeUnit.SECONDS)).isTrue();
        }
        assertNothingIsLost(scene, chain);
    }

    @Test
    void whatDoesNotFitEndsItWithACodeOfItsOwn() throws InterruptedException {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.steady(3, 50);
        scene.publish(chain.feed());
        assertNothingIsLost(scene, chain);
        broker.deleteRecords(scene.topics().transactions(), 0, -1);
        broker.deleteRecords(scene.topics().blocks(), 0, -1);

        ForkedWorker gone = workers.start(scene.settings(), folder);
        assertThat(gone.exitCode()).as(gone.log()).isEqualTo(12);
        assertThat(gone.log()).contains("but the oldest one there is");

        broker.deleteTopic(scene.topics().blocks());
        scene.create(scene.topics().blocks(), 1);
        ForkedWorker replaced = workers.start(scene.settings(), folder);
        assertThat(replaced.exitCode()).as(replaced.log()).isEqualTo(11);
    }

    /// With a folder of its own, so that its log is that of one life.
    private ForkedWorker start(Scene scene, int life) throws IOException {
        return workers.start(scene.settings(), Files.createDirectory(folder.resolve("life-" + life)));
    }

    private static void assertEndsWithSuccess(ForkedWorker worker) throws InterruptedException {
        int code = worker.stop();
        // Before the worker has begun, a signal ends the process in Java's own way.
        int expected = worker.log().contains("operators are answered") ? 0 : code;
        assertThat(code).as(worker.log()).isEqualTo(expected).isIn(0, ENDED_BY_SIGTERM);
    }

    private static void assertNothingIsLost(Scene scene, SyntheticChain chain) {
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
        }
    }

    private FeedPublisher publisher(Scene scene, SyntheticChain chain) {
        return new FeedPublisher(
                broker.bootstrapServers(),
                chain.feed(),
                PublisherOptions.to(scene.topics()).withPace(Pace.blocksPerSecond(80)));
    }

    private static FutureTask<Boolean> inBackground(FeedPublisher publisher) {
        var task = new FutureTask<>(() -> {
            publisher.publishAll();
            return true;
        });
        Thread.ofPlatform().daemon().start(task);
        return task;
    }
}
