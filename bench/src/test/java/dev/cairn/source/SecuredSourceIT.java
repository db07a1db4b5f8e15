package dev.cairn.source;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ResumeOffsets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A broker that wants to know who asks, and what he may.
final class SecuredSourceIT {
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final Map<String, String> ADMIN = rights("PLAIN", PLAIN, "admin", "admin-secret");

    private static LocalBroker broker;
    private static Admin admin;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = LocalBroker.start(Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                        login(PLAIN, "admin", "admin-secret").replace(";", " user_admin=\"admin-secret\";"),
                "listener.name.plaintext.scram-sha-256.sasl.jaas.config", SCRAM + ";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:admin;User:ANONYMOUS"));
        Map<String, Object> properties = new HashMap<>(ADMIN);
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        admin = Admin.create(properties);
        admin.createTopics(Stream.of("blocks", "transactions", "aside")
                        .map(name -> new NewTopic(name, 1, (short) 1))
                        .toList())
                .all()
                .get(60, SECONDS);
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        "reader", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), "reader-secret")))
                .all()
                .get(60, SECONDS);
        try (var publisher = Publisher.to(broker, ADMIN)) {
            publisher.publish("blocks", 0, "b1");
        }
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void aWrongPasswordIsARefusalThatDoesNotShowIt() {
        SourceConfig wrong = config(rights("PLAIN", PLAIN, "admin", "hunter2"));

        assertRefused("Authentication failed", () -> Topics.feed(wrong));
        // Who was let in once may be locked out when the password changes.
        Feed feed = Topics.feed(config(ADMIN));
        assertRefused("Authentication failed", () -> KafkaSource.open(wrong, feed, 0, ResumeOffsets.NONE));
    }

    @Test
    void aUserWhoMayNotReadIsRefusedUntilHeMayAndMayPutRecordsAside() throws Exception {
        SourceConfig config = config(rights("SCRAM-SHA-256", SCRAM, "reader", "reader-secret"));
        assertRefused("Read on topic 'blocks' and topic 'transactions'", () -> Topics.feed(config));

        allow("blocks", AclOperation.READ);
        allow("transactions", AclOperation.READ);
        allow("aside", AclOperation.WRITE);

        try (var source = await().atMost(60, SECONDS)
                        .ignoreExceptions()
                        .until(() -> Topics.open(config, ResumeOffsets.NONE), _ -> true);
                var deadLetters = KafkaDeadLetters.open(config, new DeadLettersConfig("aside"), 0)) {
            SourceRecord record = new Reading(source).untilRecords(1).records().getFirst();
            assertThat(record.value()).isEqualTo(bytes("b1"));

            deadLetters.put(record, "no event");

            assertAside(record);
        }
    }

    private static void assertAside(SourceRecord record) {
        try (var source = Topics.open(config("aside", "aside", ADMIN), ResumeOffsets.NONE)) {
            SourceRecord stored = new Reading(source).untilRecords(1).records().getFirst();
            assertThat(stored.value()).isEqualTo(record.value());
            assertThat(stored.key()).isEqualTo(record.key());
            assertThat(stored.headers())
                    .extracting(header -> header.name() + "=" + text(header.value()))
                    .containsExactly(
                            "cairn-cause=no event", "cairn-topic=blocks", "cairn-partition=0", "cairn-offset=0");
        }
    }

    private static void allow(String topic, AclOperation operation) throws Exception {
        admin.createAcls(List.of(new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                        new AccessControlEntry("User:reader", "*", operation, AclPermissionType.ALLOW))))
                .all()
                .get(60, SECONDS);
    }

    private static void assertRefused(String said, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt().reason()).isEqualTo(HaltReason.SOURCE_REFUSED))
                .hasMessageContaining(said)
                .message()
                .doesNotContain("hunter2", "secret");
    }

    private static SourceConfig config(Map<String, String> rights) {
        return config("blocks", "transactions", rights);
    }

    private static SourceConfig config(String blocks, String transactions, Map<String, String> rights) {
        return new SourceConfig(
                broker.bootstrapServers(), blocks, transactions, false, "cairn", Duration.ofMillis(100), rights);
    }

    private static Map<String, String> rights(String mechanism, String module, String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                login(module, user, password));
    }

    private static String login(String module, String user, String password) {
        return "%s username=\"%s\" password=\"%s\";".formatted(module, user, password);
    }

    private static String text(byte @Nullable [] bytes) {
        return new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
