package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

final class ClientPropertiesTest {
    @Test
    void anOperatorsPropertyWinsOverOurDefault() {
        assertThat(client(Map.of("max.poll.records", "7")).consumer()).containsEntry("max.poll.records", "7");
    }

    @Test
    void theConsumerReadsWhatIsCommittedAndJumpsNowhereAndMakesNoTopics() {
        assertThat(client(Map.of()).consumer())
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("allow.auto.create.topics", false);
    }

    @Test
    void allClientsHaveTheSameRightsAndNothingThatTheyDoNotKnow() {
        String me = "a.Module required;";
        ClientProperties client =
                client(Map.of("sasl.jaas.config", me, "security.protocol", "SASL_SSL", "fetch.min.bytes", "2"));

        assertThat(client.consumer()).containsEntry("sasl.jaas.config", me).containsEntry("fetch.min.bytes", "2");
        assertThat(client.admin()).containsEntry("sasl.jaas.config", me).containsEntry("security.protocol", "SASL_SSL");
        assertThat(client.producer()).containsEntry("sasl.jaas.config", me);
        assertThat(AdminClientConfig.configNames()).containsAll(client.admin().keySet());
        assertThat(ProducerConfig.configNames()).containsAll(client.producer().keySet());
    }

    @Test
    void everyClientHasANameOfItsOwn() {
        ClientProperties client = client(Map.of("client.id", "tip"));

        assertThat(client.consumer()).containsEntry("client.id", "tip-shard-3");
        assertThat(client.admin()).containsEntry("client.id", "tip-shard-3-admin");
        assertThat(client.producer()).containsEntry("client.id", "tip-shard-3-dead-letters");
    }

    @Test
    void deadLettersAreStoredByAllReplicas() {
        assertThat(client(Map.of()).producer()).containsEntry("acks", "all").containsEntry("enable.idempotence", true);
    }

    @Test
    void whoPutsARecordAsideWaitsNoLongerThanAStopCanBear() {
        assertThat(client(Map.of("request.timeout.ms", "30000")).producer())
                .containsEntry("max.block.ms", 3_000)
                .containsEntry("delivery.timeout.ms", 3_000)
                .containsEntry("request.timeout.ms", 3_000);
    }

    private static ClientProperties client(Map<String, String> properties) {
        return new ClientProperties(
                new SourceConfig("a:1", "blocks", "transactions", false, "g", Duration.ofSeconds(1), properties),
                "shard-3");
    }
}
