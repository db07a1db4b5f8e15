package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.source.Publisher;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.SyntheticChain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// A worker on a broker that encrypts, asks for a password, and allows nothing that was not granted.
final class KafkaRightsIT {
    private static final int BLOCKS = 60;
    private static final String USER = "cairn";
    private static final String PASSWORD = "opens-the-topics";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    @TempDir
    private static Path keys;

    private static KeyFiles brokersKey;
    private static LocalBroker broker;
    private static Rights rights;

    private final ListAppender<ILoggingEvent> ofCommits = new ListAppender<>();

    @TempDir
    private Path folder;

    private Scene scene;
    private SyntheticChain chain;
    private List<FeedRecord> records;

    @BeforeAll
    static void startBroker() throws Exception {
        brokersKey = KeyFiles.make(keys, "broker");
        broker = LocalBroker.start(
                Set.of(SecurityProtocol.SASL_SSL),
                Map.of(
                        "ssl.keystore.type",
                        "PKCS12",
                        "ssl.keystore.location",
                        brokersKey.store().toString(),
                        "ssl.keystore.password",
                        KeyFiles.PASSWORD,
                        "sasl.enabled.mechanisms",
                        "SCRAM-SHA-512",
                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                        SCRAM + ";",
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:ANONYMOUS"));
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        }
        rights = new Rights(broker, USER);
    }

    @AfterAll
    static void stopBroker() {
        rights.close();
        broker.close();
    }

    @BeforeEach
    void setScene() {
        scene = Scene.on(broker, folder);
        String letters = scene.topics().blocks() + "-letters";
        broker.createTopic(letters, 1, Map.of());
        scene = scene.with("pipeline.on-bad-record", "dead-letter")
                .with("dead-letters.topic", letters)
                .with("source.bootstrap-servers", broker.bootstrapServers(SecurityProtocol.SASL_SSL))
                .with("source.kafka.security.protocol", "SASL_SSL")
                .with("source.kafka.sasl.mechanism", "SCRAM-SHA-512")
                .with(
                        "source.kafka.sasl.jaas.config",
                        SCRAM + " username=\"" + USER + "\" password=\"" + PASSWORD + "\";")
                .with("source.kafka.ssl.truststore.type", "PEM")
                .with(
                        "source.kafka.ssl.truststore.location",
                        brokersKey.certificate().toString());
        chain = Chains.steady(1, BLOCKS);
        records = Records.of(chain);
        ofCommits.start();
        commitsLogger().addAppender(ofCommits);
    }

    @AfterEach
    void takeRights() {
        commitsLogger().detachAppender(ofCommits);
        rights.takeAll();
    }

    @Test
    void whatItSaysIsMissingIsAllThatItNeeds() {
        publishFirstHalf();
        String topics = assertRefused();
        assertThat(topics)
                .contains("Read on topic '%s' and topic '%s'"
                        .formatted(scene.topics().blocks(), scene.topics().transactions()));
        rights.giveAsTold(topics);
        String letters = assertRefused();
        assertThat(letters).contains("Write on topic '%s'".formatted(letters()));
        rights.giveAsTold(letters);

        try (RunningWorker worker = scene.start()) {
            worker.awaitFlushed(1);
            worker.await(() -> !ofCommits.list.isEmpty());
            rights.giveAsTold(whatToDo(ofCommits.list.getFirst()));
            publishGarbage();
            publishSecondHalf();
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
            worker.await(() -> scene.recordsDone() > 0);
            assertThat(worker.sample("cairn_dead_letters_total")).isOne();
        }
        assertThat(rights.all()).containsExactlyInAnyOrder(allItNeeds());
    }

    /// Needed beside the right to describe a topic, which the start alone would get along with.
    enum OfTopics {
        BLOCKS,
        TRANSACTIONS,
        DEAD_LETTERS
    }

    @ParameterizedTest
    @EnumSource
    void aTopicThatMayOnlyBeDescribedIsFoundOutAtTheStart(OfTopics topic) {
        rights.give(allItNeeds());
        rights.give(right(AclOperation.DESCRIBE, topic));
        rights.take(right(topic));

        String message = assertRefused();

        assertThat(message).contains("'" + name(topic) + "'");
        rights.giveAsTold(message);
        scene.start().close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEAD_LETTERS")
    void aRightThatIsTakenFromARunningWorkerIsMissedUntilItIsBack(OfTopics topic) {
        rights.give(allItNeeds());
        publishFirstHalf();
        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(5);
            rights.take(right(topic));
            publishSecondHalf();

            Halt halt = worker.awaitHalt(HaltReason.SOURCE_REFUSED);
            assertThat(halt.what()).contains("Read on topic '" + name(topic) + "'");
            worker.assertStandsAndServes(halt, chain, worker.newestOf(chain));
            rights.giveAsTold(halt.message());
            worker.awaitNoHalt();
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
            // The other topic brought records all the while, which is no reason to think that all is well.
            assertThat(worker.sample("cairn_halts_total{reason=\"source_refused\""))
                    .isOne();
        }
    }

    /// A user who may still see the topic is refused later, when the record is sent.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRecordThatMayNotBePutAsideAnyMoreWaitsUntilItMay(boolean topicMayBeSeen) {
        rights.give(allItNeeds());
        if (topicMayBeSeen) {
            rights.give(right(AclOperation.DESCRIBE, OfTopics.DEAD_LETTERS));
        }
        publishFirstHalf();
        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(5);
            rights.take(right(OfTopics.DEAD_LETTERS));
            publishGarbage();
            publishSecondHalf();

            Halt halt = worker.awaitHalt(HaltReason.SOURCE_REFUSED);
            assertThat(halt.what()).contains("Write on topic '" + letters() + "'");
            rights.giveAsTold(halt.message());
            worker.awaitNoHalt();
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
            assertThat(worker.sample("cairn_dead_letters_total")).isOne();
        }
    }

    /// What an operator reads when the worker does not start.
    private String assertRefused() {
        HaltException refused =
                catchThrowableOfType(HaltException.class, () -> scene.start().close());
        assertThat(refused).as("a start without all rights").isNotNull();
        assertThat(refused.halt().reason()).isEqualTo(HaltReason.SOURCE_REFUSED);
        assertThat(refused.halt().where()).isEqualTo(broker.bootstrapServers(SecurityProtocol.SASL_SSL));
        return refused.halt().message();
    }

    private AclBinding[] allItNeeds() {
        return new AclBinding[] {
            right(OfTopics.BLOCKS),
            right(OfTopics.TRANSACTIONS),
            right(OfTopics.DEAD_LETTERS),
            rights.right(AclOperation.READ, ResourceType.GROUP, scene.settings().getOrDefault("source.group-id", ""))
        };
    }

    private AclBinding right(OfTopics topic) {
        return right(topic == OfTopics.DEAD_LETTERS ? AclOperation.WRITE : AclOperation.READ, topic);
    }

    private AclBinding right(AclOperation operation, OfTopics topic) {
        return rights.right(operation, ResourceType.TOPIC, name(topic));
    }

    private String name(OfTopics topic) {
        return switch (topic) {
            case BLOCKS -> scene.topics().blocks();
            case TRANSACTIONS -> scene.topics().transactions();
            case DEAD_LETTERS -> letters();
        };
    }

    private String letters() {
        return scene.settings().getOrDefault("dead-letters.topic", "");
    }

    private void publishFirstHalf() {
        scene.publish(records.subList(0, records.size() / 2));
    }

    private void publishSecondHalf() {
        scene.publish(records.subList(records.size() / 2, records.size()));
    }

    private void publishGarbage() {
        try (Publisher publisher = Publisher.to(broker)) {
            publisher.publish(new ProducerRecord<>(
                    scene.topics().transactions(), 0, null, "no event".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String whatToDo(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals("whatToDo"))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElseThrow();
    }

    private static Logger commitsLogger() {
        return (Logger) LoggerFactory.getLogger("dev.cairn.source.OffsetCommits");
    }
}
