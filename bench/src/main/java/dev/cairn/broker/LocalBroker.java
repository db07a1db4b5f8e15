package dev.cairn.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/// A real Apache Kafka broker of one node, started as a child JVM on free ports of the loopback interface.
///
/// A child and not a broker in this JVM: its heap, its threads and its log stay out of what a test or a benchmark
/// measures, and it can be killed the way brokers die. Everything it writes is in one temporary folder, which goes with
/// it. It never outlives its parent: [#close()] stops it, else a shutdown hook does, and when the parent JVM is killed
/// the child sees the end of its standard input.
///
/// Topics are made by [#createTopic] only; the broker makes none by itself.
///
/// Its life can be made hard: it runs until it is stopped ([#stop], [#kill]) or paused ([#pause]); stopped, it can be
/// started again ([#startAgain]) and is the same broker as before, with the same address, cluster and data.
///
/// **Threading:** one thread starts, uses and closes it.
public final class LocalBroker implements AutoCloseable {
    /// Ready takes two to four seconds on a small machine; the rest is for one that is busy.
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final BrokerSettings settings;
    private final BrokerTopics topics;
    private final Thread shutdownHook = new Thread(this::discard, "stop-local-broker");
    // The shutdown hook has a thread of its own.
    private volatile BrokerProcess process;
    private Optional<BrokerPause> pause = Optional.empty();

    private LocalBroker(BrokerSettings settings, BrokerProcess process) {
        this.settings = settings;
        this.process = process;
        this.topics = new BrokerTopics(settings.bootstrapServers());
    }

    /// Starts a broker and returns when it takes requests.
    ///
    /// @throws BrokerStartException if it does not come up; its message ends with the tail of the broker's log
    public static LocalBroker start() {
        return start(Map.of());
    }

    /// Starts a broker with settings of Kafka's `server.properties` that differ from ours.
    public static LocalBroker start(Map<String, String> overrides) {
        return start(Set.of(), overrides);
    }

    /// Starts a broker that listens in other ways as well. What it does for its owner goes through the plain listener.
    public static LocalBroker start(Set<SecurityProtocol> besidePlain, Map<String, String> overrides) {
        return start(BrokerSettings.onFreePorts(newFolder(), besidePlain, overrides));
    }

    /// Starts a broker where people expect it.
    static LocalBroker startAt(int port) {
        if (!FreePorts.isFree(port)) {
            throw new PortTakenException(port);
        }
        return start(BrokerSettings.onFreePorts(newFolder(), Set.of(), Map.of()).withPlainPort(port));
    }

    private static LocalBroker start(BrokerSettings settings) {
        try {
            var broker = new LocalBroker(settings, BrokerProcess.start(settings, READY_WITHIN));
            Runtime.getRuntime().addShutdownHook(broker.shutdownHook);
            return broker;
        } catch (RuntimeException e) {
            FolderTree.delete(settings.folder());
            throw e;
        }
    }

    /// What a client's `bootstrap.servers` is set to.
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /// The same, for clients of another protocol that it was started with.
    public String bootstrapServers(SecurityProtocol protocol) {
        return settings.bootstrapServers(protocol);
    }

    /// Given to the cluster when it was made; a broker started anew is another cluster.
    public String clusterId() {
        return settings.clusterId();
    }

    /// Makes a topic and returns when clients can use it.
    ///
    /// @param configs topic settings by Kafka's names, such as `max.message.bytes`
    public void createTopic(String name, int partitions, Map<String, String> configs) {
        topics.create(name, partitions, configs);
    }

    /// Deletes a topic and returns when clients no longer see it. One made again by the same name has another id.
    public void deleteTopic(String name) {
        topics.delete(name);
    }

    /// Deletes the records of a partition below an offset, as retention does in time. That offset has to be within the
    /// partition; -1 stands for its end.
    public void deleteRecords(String topic, int partition, long beforeOffset) {
        topics.deleteRecords(new TopicPartition(topic, partition), beforeOffset);
    }

    /// What tells a topic from another one that has its name.
    public Uuid topicId(String name) {
        return topics.id(name);
    }

    /// Stops the broker as an operator does (SIGTERM) and keeps what it has written.
    public void stop() {
        unpause();
        process.stop();
    }

    /// Stops the broker as a crash does (SIGKILL) and keeps what it has written.
    public void kill() {
        process.kill();
        unpause();
    }

    /// Starts the broker that was stopped and returns when it takes requests.
    ///
    /// @throws BrokerStartException if it does not come up; its message ends with the tail of the broker's log
    public void startAgain() {
        if (process.handle().isAlive()) {
            throw new IllegalStateException(
                    "expected the broker at " + bootstrapServers() + " to be stopped, but it runs; stop it first");
        }
        process = BrokerProcess.start(settings, READY_WITHIN);
    }

    /// Stops the broker as an operator does and starts it again.
    public void restart() {
        stop();
        startAgain();
    }

    /// Holds the broker still until [#unpause]: its connections stay open, and nothing is answered.
    public void pause() {
        if (pause.isEmpty()) {
            pause = Optional.of(BrokerPause.of(process.handle()));
        }
    }

    /// Lets a paused broker go on; another one runs on.
    public void unpause() {
        pause.ifPresent(BrokerPause::end);
        pause = Optional.empty();
    }

    /// Leaves it to the caller to close the broker when the JVM is asked to end. Hooks run in no order, and somebody
    /// may want to end what reads from the broker first. Whatever happens, the child ends with this JVM.
    public void closedByItsOwner() {
        removeShutdownHook();
    }

    /// The child, for tests that look whether it is gone.
    ProcessHandle childProcess() {
        return process.handle();
    }

    /// Where the broker keeps all it writes, for tests that look whether it is gone.
    Path folder() {
        return settings.folder();
    }

    /// Stops the broker and deletes all it has written. Doing so twice does no harm.
    @Override
    public void close() {
        discard();
        unpause();
        removeShutdownHook();
    }

    // Killed, not asked: a graceful stop would take a second to tidy up data that is deleted the next moment.
    private void discard() {
        process.kill();
        FolderTree.delete(settings.folder());
    }

    private void removeShutdownHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException _) {
            // The JVM is going down, so the hook has run or is running; it finds nothing left to do.
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("cairn-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException("expected to make a folder for a Kafka broker's data", e);
        }
    }
}
