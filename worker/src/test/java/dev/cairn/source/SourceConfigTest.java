package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceConfigTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    isolation.level               | read_committed
                    auto.offset.reset             | a jump would leave a hole in the state
                    enable.auto.commit            | offsets are stored in the database
                    auto.commit.interval.ms       | offsets are stored in the database
                    key.deserializer              | records are taken as they came
                    value.deserializer            | records are taken as they came
                    interceptor.classes           | records are taken as they came
                    allow.auto.create.topics      | a topic that is missing is reported
                    bootstrap.servers             | source.bootstrap-servers
                    group.id                      | source.group-id
                    group.instance.id             | member of no group
                    group.protocol                | member of no group
                    group.remote.assignor         | member of no group
                    partition.assignment.strategy | member of no group
                    session.timeout.ms            | member of no group
                    heartbeat.interval.ms         | member of no group
                    max.poll.interval.ms          | member of no group
                    exclude.internal.topics       | topics are named
                    share.acknowledgement.mode    | whole partitions
                    share.acquire.mode            | whole partitions
                    """)
    void whatExactlyOnceRestsOnIsOursAndTheRefusalSaysWhy(String property, String reason) {
        assertThatThrownBy(() -> with(Map.of(property, "whatever")))
                .hasMessageContaining("source.kafka." + property + " cannot be set: ")
                .hasMessageContaining(reason);
    }

    @Test
    void anUnknownNameIsAnErrorThatSaysWhatWasMeant() {
        assertThatThrownBy(() -> with(Map.of("sasl.mechanisms", "PLAIN")))
                .hasMessage("source.kafka.sasl.mechanisms is no property of Kafka's consumer;"
                        + " did you mean source.kafka.sasl.mechanism?");
        assertThatThrownBy(() -> with(Map.of("colour", "green")))
                .hasMessageContaining("Kafka's documentation lists them");
    }

    @Test
    void aValueThatKafkaWouldNotTakeIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> with(Map.of("max.poll.records", "many")))
                .hasMessageContaining("source.kafka.max.poll.records: ")
                .hasMessageContaining("many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "hunter2 hunter2 hunter2;", "a.Module required password=\"hunter2\"", ""})
    void aLoginThatKafkaCannotReadIsRefusedBeforeAnythingStarts(String login) {
        assertThatThrownBy(() -> with(Map.of("sasl.jaas.config", login, "security.protocol", "SASL_SSL")))
                .hasMessageContaining("source.kafka.sasl.jaas.config: ")
                .hasMessageContaining("PlainLoginModule required")
                .message()
                .doesNotContain("hunter2");
        assertThatCode(() -> with(Map.of(
                        "sasl.jaas.config",
                        "a.Module required password=\"hunter2\";",
                        "security.protocol",
                        "SASL_SSL")))
                .doesNotThrowAnyException();
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        assertThatThrownBy(() -> with(Map.of("group.id", "g", "fetch.max.byte", "1", "fetch.max.bytes", "perhaps")))
                .hasMessageContaining("source.kafka.group.id")
                .hasMessageContaining("source.kafka.fetch.max.byte ")
                .hasMessageContaining("source.kafka.fetch.max.bytes: ");
    }

    @Test
    void securityPassesThroughAndSoDoPlacesThatSecretsAreFetchedFrom() {
        assertThatCode(() -> with(Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", "${file:/run/secrets/kafka:jaas}",
                        "ssl.truststore.location", "/etc/kafka/trust.pem",
                        "config.providers", "file",
                        "config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider")))
                .doesNotThrowAnyException();
    }

    @Test
    void secretsAreNotShown() {
        SourceConfig config = with(Map.of(
                "sasl.jaas.config", "user and hunter2",
                "ssl.key.password", "hunter2",
                "ssl.keystore.key", "hunter2",
                "config.providers.vault.param.token", "hunter2",
                "client.id", "tip"));

        assertThat(config.toString())
                .doesNotContain("hunter2")
                .contains("sasl.jaas.config=<hidden>", "client.id=tip", "fanIn=false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:", "a:1;b:2", "a:1,", ","})
    void serversAreHostsWithPorts(String servers) {
        assertThatThrownBy(() -> SourceConfig.standard(servers, "blocks", "transactions"))
                .hasMessageContaining("source.bootstrap-servers is '" + servers + "'");
    }

    @Test
    void aListOfServersIsTakenAsKafkaTakesIt() {
        assertThatCode(() -> SourceConfig.standard("a.example:9092, [::1]:9093", "blocks", "transactions"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatHasNoDefaultHasToBeThere() {
        assertThatThrownBy(() -> SourceConfig.standard(" ", "blocks", "transactions"))
                .hasMessageContaining("source.bootstrap-servers is empty");
        assertThatThrownBy(() -> SourceConfig.standard("a:1", "", "transactions"))
                .hasMessageContaining("source.blocks-topic is empty");
        assertThatThrownBy(() -> SourceConfig.standard("a:1", "blocks", ""))
                .hasMessageContaining("source.transactions-topic is empty");
        assertThatThrownBy(() -> new SourceConfig("a:1", "b", "t", false, "", Duration.ofSeconds(1), Map.of()))
                .hasMessageContaining("source.group-id is empty");
        assertThatThrownBy(() -> new SourceConfig("a:1", "b", "t", false, "g", Duration.ZERO, Map.of()))
                .hasMessageContaining("source.check-interval is PT0S");
        assertThatThrownBy(() -> new DeadLettersConfig("")).hasMessageContaining("dead-letters.topic is empty");
    }

    private static SourceConfig with(Map<String, String> client) {
        return new SourceConfig("localhost:9092", "blocks", "transactions", false, "g", Duration.ofSeconds(1), client);
    }
}
