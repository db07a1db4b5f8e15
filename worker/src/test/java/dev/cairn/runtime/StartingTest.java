package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Readiness;
import dev.cairn.source.SourceConfig;
import org.junit.jupiter.api.Test;

class StartingTest {
    private final Starting starting = new Starting(SourceConfig.standard("broker:9092", "blocks", "transactions"));

    @Test
    void whoStartsSaysWhetherItWaitsForKafkaOrForTheDisk() {
        assertThat(waitingFor()).isEqualTo("Kafka at broker:9092");
        starting.opensDatabase(2);
        assertThat(waitingFor()).isEqualTo("the database of shard 2 to open");
        assertThat(starting.text()).isEqualTo("waiting for the database of shard 2 to open");
        starting.waitsForKafka();
        assertThat(waitingFor()).isEqualTo("Kafka at broker:9092");
    }

    private String waitingFor() {
        return starting.now() instanceof Readiness.Starting(var waitingFor, var _) ? waitingFor : "";
    }
}
