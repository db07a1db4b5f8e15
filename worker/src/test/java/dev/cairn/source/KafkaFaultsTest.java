package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KafkaFaultsTest {
    static Stream<RuntimeException> refusals() {
        return Stream.of(
                new SaslAuthenticationException("wrong password"),
                new SslAuthenticationException("unknown certificate"),
                new TopicAuthorizationException(Set.of("blocks")),
                GroupAuthorizationException.forGroupId("cairn"),
                new InvalidTopicException("no/topic"),
                new UnsupportedVersionException("old"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatKafkaRefusesIsARefusalThatIsTriedAgain(RuntimeException refusal) {
        assertThat(KafkaFaults.of(refusal, "read records", "blocks-0"))
                .isInstanceOfSatisfying(HaltException.class, e -> {
                    assertThat(e.halt().reason()).isEqualTo(HaltReason.SOURCE_REFUSED);
                    assertThat(e.halt().reason().mayPass()).isTrue();
                })
                .hasMessageStartingWith("expected to read records, but Kafka refuses: " + refusal.getMessage())
                .hasMessageContaining("(blocks-0)")
                .hasCause(refusal);
    }

    @Test
    void everythingElseOfKafkasMayPass() {
        assertThat(KafkaFaults.of(new TimeoutException("no answer"), "read records", "blocks-0"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessage("expected to read records (blocks-0), but no answer");
        assertThat(KafkaFaults.of(new KafkaException(), "read records", "blocks-0"))
                .hasMessageEndingWith("but KafkaException");
    }

    @Test
    void aSilenceNamesTheProtocolSinceNoBrokerAnswersInAnother() {
        var config = SourceConfig.standard("broker:9092", "blocks", "transactions");

        assertThat(KafkaFaults.noAnswer(new TimeoutException("Call: listNodes"), "ask for the cluster's id", config))
                .hasMessage("expected to ask for the cluster's id (broker:9092), but no broker answered in the protocol"
                        + " PLAINTEXT (source.kafka.security.protocol)");
    }

    @Test
    void whatIsNotKafkasIsAMistakeOfOurs() {
        var mistake = new IllegalStateException("no assignment");

        assertThat(KafkaFaults.of(mistake, "read records", "blocks-0")).isSameAs(mistake);
    }
}
