package dev.cairn.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.testing.BrokerOfTheClass;
import dev.cairn.testing.TopicReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// One broker goes through all of it; each test has a topic of its own and leaves the broker running.
@ExtendWith(BrokerOfTheClass.class)
final class HardLifeOfABrokerIT {
    private final LocalBroker broker;

    HardLifeOfABrokerIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void aRestartedBrokerIsTheSameBrokerWithTheSameData() throws Exception {
        broker.createTopic("restarted", 1, Map.of());
        send("restarted", "before");
        String address = broker.bootstrapServers();
        Uuid topicId = broker.topicId("restarted");
        long pid = broker.childProcess().pid();

        broker.restart();
        send("restarted", "after");

        assertThat(broker.childProcess().pid()).isNotEqualTo(pid);
        assertThat(broker.bootstrapServers()).isEqualTo(address);
        assertThat(broker.topicId("restarted")).isEqualTo(topicId);
        assertThat(clusterIdAsClientsSeeIt()).isEqualTo(broker.clusterId());
        assertThat(values("restarted")).containsExactly("before", "after");
    }

    @Test
    void aBrokerKilledWhilePausedComesBackWithWhatItAcknowledged() throws Exception {
        broker.createTopic("killed", 1, Map.of());
        send("killed", "before");

        broker.pause();
        broker.kill();
        assertThat(broker.childProcess().isAlive()).isFalse();
        broker.startAgain();
        send("killed", "after");

        assertThat(values("killed")).containsExactly("before", "after");
    }

    @Test
    void whileABrokerIsStoppedNobodyListensNotEvenIfItWasPausedBefore() {
        broker.pause();
        broker.stop();
        try {
            assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        } finally {
            broker.startAgain();
        }
        assertThatThrownBy(broker::startAgain)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected the broker at " + broker.bootstrapServers()
                        + " to be stopped, but it runs; stop it first");
    }

    @Test
    void aPausedBrokerCanBeReachedAnswersNothingAndGoesOnAfterwards() throws Exception {
        broker.createTopic("paused", 1, Map.of());
        broker.pause();
        broker.pause();
        try {
            connect();
            assertThatThrownBy(this::clusterIdAsClientsSeeIt)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        } finally {
            broker.unpause();
            broker.unpause();
        }
        send("paused", "after");
        assertThat(values("paused")).containsExactly("after");
    }

    @Test
    void aTopicDeletedAndMadeAgainIsEmptyAndHasAnotherId() throws Exception {
        broker.createTopic("again", 1, Map.of());
        send("again", "of the first");
        Uuid first = broker.topicId("again");

        broker.deleteTopic("again");
        assertThatThrownBy(() -> broker.topicId("again"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("expected the local broker to describe topic 'again': ");
        broker.createTopic("again", 1, Map.of());

        assertThat(broker.topicId("again")).isNotEqualTo(first);
        send("again", "of the second");
        assertThat(values("again")).containsExactly("of the second");
    }

    @Test
    void recordsBelowAnOffsetCanBeDeleted() throws Exception {
        broker.createTopic("cut", 2, Map.of());
        send("cut", "zero", "one", "two");

        broker.deleteRecords("cut", 0, 2);

        assertThat(values("cut")).containsExactly("two");
        assertThatThrownBy(() -> broker.deleteRecords("cut", 1, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("expected the local broker to delete the records of cut-1 before offset 5: ");
    }

    private void connect() throws IOException {
        String address = broker.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private String clusterIdAsClientsSeeIt() throws Exception {
        Map<String, Object> config = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                3_000,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                1_000);
        try (Admin admin = Admin.create(config)) {
            return admin.describeCluster().clusterId().get(30, SECONDS);
        }
    }

    private void send(String topic, String... values) throws Exception {
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, null, value)).get(30, SECONDS);
            }
        }
    }

    private List<String> values(String topic) {
        return TopicReader.committed(broker.bootstrapServers(), topic, 0).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private Map<String, Object> client() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    }
}
