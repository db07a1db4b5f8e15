package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

final class MissingRightTest {
    @Test
    void itNamesWhatIsRefusedAndTheCommandThatGrantsIt() {
        var missing = new MissingRight(
                AclOperation.READ, ResourceType.TOPIC, new TreeSet<>(Set.of("transactions", "blocks")));

        Halt halt = missing.halt("a:9093, b:9093");

        assertThat(halt.reason()).isEqualTo(HaltReason.SOURCE_REFUSED);
        assertThat(halt.what())
                .isEqualTo("expected to be allowed Read on topic 'blocks' and topic 'transactions', but Kafka refuses"
                        + " that to the user the worker logs in as");
        assertThat(halt.where()).isEqualTo("a:9093, b:9093");
        assertThat(halt.whatToDo())
                .isEqualTo(
                        "Grant it by `kafka-acls.sh --bootstrap-server a:9093,b:9093 --command-config admin.properties --add"
                                + " --allow-principal User:NAME --operation Read --topic blocks --topic transactions`,"
                                + " where NAME is that user, and see that no rule denies it.");
    }
}
