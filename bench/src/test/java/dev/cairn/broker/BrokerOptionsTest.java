package dev.cairn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.commands.Arguments;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerOptionsTest {
    @Test
    void whatIsNoOptionIsATopic() {
        assertThat(parse()).isEqualTo(new BrokerOptions(OptionalInt.empty(), List.of()));
        assertThat(parse("blocks", "--port", "9192", "transactions"))
                .isEqualTo(new BrokerOptions(OptionalInt.of(9192), List.of("blocks", "transactions")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port 0         | --port is 0, but it has to be from 1 to 65535
                    --port=65536     | --port is 65536, but it has to be from 1 to 65535
                    --port kafka     | --port takes a whole number, but got 'kafka'
                    --topics blocks  | expected --port or the name of a topic, but got '--topics'
                    """)
    void whatCannotBeIsRefusedWithWhatIsAccepted(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void theTopicsAreNamedAsOneWouldSayThem() {
        assertThat(BrokerCommand.ready("127.0.0.1:9092", List.of("blocks", "transactions")))
                .startsWith("Kafka listens on 127.0.0.1:9092 with the topics blocks, transactions. ");
        assertThat(BrokerCommand.ready("127.0.0.1:9092", List.of())).contains(" with no topic. ");
    }

    private static BrokerOptions parse(String... arguments) {
        return BrokerOptions.parse(Arguments.of(List.of(arguments)));
    }
}
