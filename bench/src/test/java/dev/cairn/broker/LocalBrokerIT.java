package dev.cairn.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalBrokerIT {
    @Test
    void aTopicHasThePartitionsAndSettingsItWasMadeWith() throws Exception {
        try (var broker = LocalBroker.start();
                Admin admin = admin(broker)) {
            broker.createTopic("blocks", 3, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "20000000"));

            var topics = admin.describeTopics(List.of("blocks")).allTopicNames().get(30, SECONDS);
            var blocks = new ConfigResource(ConfigResource.Type.TOPIC, "blocks");
            var configs = admin.describeConfigs(List.of(blocks)).all().get(30, SECONDS);
            assertThat(topics.get("blocks"))
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
            assertThat(configs.get(blocks))
                    .satisfies(config -> assertThat(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                                    .value())
                            .isEqualTo("20000000"));
        }
    }

    @Test
    void itListensAtThePortThatIsAskedForUnlessThatIsTaken() {
        int port = FreePorts.any();
        try (var broker = LocalBroker.startAt(port)) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            broker.createTopic("blocks", 1, Map.of());

            assertThatThrownBy(() -> LocalBroker.startAt(port))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("port " + port, "name another port");
        }
    }

    @Test
    void startingTakesLessThanTenSecondsOfProcessorTime() {
        // By the clock it takes less, but the clock of a busy machine counts what others do.
        try (var broker = LocalBroker.start()) {
            assertThat(broker.childProcess().info().totalCpuDuration())
                    .hasValueSatisfying(used -> assertThat(used).isLessThan(Duration.ofSeconds(10)));
        }
    }

    @Test
    void closingEndsTheChildAndDeletesWhatItWrote() {
        LocalBroker broker = LocalBroker.start();
        assertThat(broker.childProcess().isAlive()).isTrue();
        assertThat(broker.folder()).isDirectory();

        broker.close();
        broker.close();

        assertThat(broker.childProcess().isAlive()).isFalse();
        assertThat(broker.folder()).doesNotExist();
    }

    @Test
    void aBrokerThatDoesNotComeUpTellsWhyWithTheTailOfItsLog() {
        assertThatThrownBy(() -> LocalBroker.start(Map.of("process.roles", "spectator")))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageStartingWith("expected a Kafka broker at 127.0.0.1:")
                .hasMessageContaining("it ended with exit code 1. The last lines of its log:")
                .hasMessageContaining("spectator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "pause"})
    void aBrokerWhoseParentIsKilledGoesTooAndSoDoesAPausedOne(String how) throws IOException {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=dev/cairn/bench/quiet-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerOwner.class.getName(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = owner.inputReader()) {
            long pid = Long.parseLong(Objects.requireNonNull(said.readLine(), "the owner's broker did not start"));
            Path folder = Path.of(Objects.requireNonNull(said.readLine()));
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            assertThat(folder).isDirectory();

            owner.destroyForcibly();

            await().atMost(Duration.ofMinutes(1)).until(() -> !child.isAlive() && Files.notExists(folder));
        } finally {
            owner.destroyForcibly();
        }
    }

    private static Admin admin(LocalBroker broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }
}
