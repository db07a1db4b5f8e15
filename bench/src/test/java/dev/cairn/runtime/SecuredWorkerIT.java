package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.broker.FreePorts;
import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.synthetic.SyntheticChain;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Workers that reach Kafka over TLS, with a certificate, a password or a token: by Kafka's own properties, passed on.
final class SecuredWorkerIT {
    private static final int BLOCKS = 60;
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";
    private static final String PASSWORD = "opens-the-topics";
    private static final String READ_TOKEN = "lets-readers-in-5b1e";
    private static final String ADMIN_TOKEN = "lets-administrators-in-9c2f";
    private static final List<String> SECRETS =
            List.of(PASSWORD, KeyFiles.PASSWORD, IdentityProvider.SECRET, READ_TOKEN, ADMIN_TOKEN);

    /// Kafka's clients reach only those token endpoints that this option of the JVM names.
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    @TempDir
    private static Path keys;

    private static KeyFiles brokersKey;
    private static KeyFiles workersKey;
    private static IdentityProvider identities;
    private static LocalBroker broker;

    @TempDir
    private Path folder;

    @RegisterExtension
    final ForkedWorkers workers = new ForkedWorkers();

    @BeforeAll
    static void startBroker() throws Exception {
        brokersKey = KeyFiles.make(keys, "broker");
        workersKey = KeyFiles.make(keys, "worker");
        identities = IdentityProvider.start();
        System.setProperty(ALLOWED, identities.tokenEndpoint());
        broker = LocalBroker.start(
                Set.of(SecurityProtocol.SSL, SecurityProtocol.SASL_SSL),
                Map.ofEntries(
                        Map.entry("ssl.keystore.type", "PKCS12"),
                        Map.entry("ssl.keystore.location", brokersKey.store().toString()),
                        Map.entry("ssl.keystore.password", KeyFiles.PASSWORD),
                        Map.entry("ssl.truststore.type", "PEM"),
                        Map.entry(
                                "ssl.truststore.location",
                                workersKey.certificate().toString()),
                        Map.entry("listener.name.ssl.ssl.client.auth", "required"),
                        Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER"),
                        Map.entry("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", SCRAM + ";"),
                        Map.entry("listener.name.sasl_ssl.oauthbearer.sasl.jaas.config", OAUTH + ";"),
                        Map.entry(
                                "listener.name.sasl_ssl.oauthbearer.sasl.server.callback.handler.class",
                                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler"),
                        Map.entry("sasl.oauthbearer.jwks.endpoint.url", identities.keysEndpoint()),
                        Map.entry("sasl.oauthbearer.expected.issuer", identities.issuer()),
                        Map.entry("sasl.oauthbearer.expected.audience", IdentityProvider.AUDIENCE)));
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "cairn", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stopBroker() {
        System.clearProperty(ALLOWED);
        broker.close();
        identities.close();
    }

    @Test
    void aWorkerShowsItsCertificate() {
        assertTakesInAFeed(1, byCertificate());
    }

    @Test
    void aWorkerShowsItsPassword() {
        assertTakesInAFeed(2, byPassword(PASSWORD));
    }

    @Test
    void aWorkerShowsATokenThatItHasFetched() {
        assertTakesInAFeed(3, byToken());
    }

    @Test
    void aWrongPasswordEndsTheStartAndIsNotTold() {
        Scene scene = byPassword("guessed");

        assertThatThrownBy(scene::start).isInstanceOfSatisfying(HaltException.class, e -> {
            Halt halt = e.halt();
            assertThat(halt.reason()).isEqualTo(HaltReason.SOURCE_REFUSED);
            assertThat(halt.message())
                    .contains("Authentication failed", "Check the credentials")
                    .doesNotContain("guessed")
                    .doesNotContain(SECRETS);
        });
    }

    @Test
    void aBrokerThatIsNotTrustedEndsTheProcessWithTheReasonAndNoSecret() throws InterruptedException {
        Scene scene = byCertificate()
                .with(
                        "source.kafka.ssl.truststore.location",
                        workersKey.certificate().toString());

        ForkedWorker worker = workers.start(scene.settings(), folder);

        assertThat(worker.exitCode()).as(worker.log()).isEqualTo(10);
        assertThat(worker.log())
                .contains("SSL handshake failed", "certification path", "Check ssl.truststore")
                .doesNotContain(SECRETS);
    }

    @Test
    void whoAsksAWorkerAndWhoLooksIntoItLearnsNoneOfItsSecrets() throws Exception {
        Path readers = Files.writeString(folder.resolve("readers"), READ_TOKEN);
        Path administrators = Files.writeString(folder.resolve("administrators"), ADMIN_TOKEN);
        int port = FreePorts.any();
        Scene scene = byPassword(PASSWORD)
                .with("source.kafka.ssl.truststore.type", "PKCS12")
                .with(
                        "source.kafka.ssl.truststore.location",
                        brokersKey.trustStore().toString())
                .with("source.kafka.ssl.truststore.password", KeyFiles.PASSWORD)
                .with("http.port", Integer.toString(port))
                .with("http.tokens.read-file", readers.toString())
                .with("http.tokens.admin-file", administrators.toString());
        ForkedWorker worker = workers.start(scene.settings(), folder);
        worker.awaitLog("shard runs", 1);

        OperatorsPage reader = new OperatorsPage(port, Optional.of(READ_TOKEN));
        OperatorsPage administrator = new OperatorsPage(port, Optional.of(ADMIN_TOKEN));
        OperatorsPage stranger = new OperatorsPage(port, Optional.of("a-token-that-was-guessed"));
        List<HttpResponse<String>> answers = List.of(
                reader.ask("/metrics"),
                reader.ask("/v1/config"),
                reader.ask("/v1/status"),
                reader.ask("/summary"),
                administrator.post("/v1/admin/flush"),
                reader.post("/v1/admin/flush"),
                reader.ask("/v1/state?token=" + READ_TOKEN),
                reader.ask("/v1/no-such-path"),
                stranger.ask("/v1/config"));

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 200, 200, 200, 200, 403, 400, 404, 401);
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.body() + answer.headers()).doesNotContain(SECRETS));
        assertThat(worker.threads()).contains("apply-0").doesNotContain(SECRETS);
        assertThat(worker.stop()).as(worker.log()).isZero();
        assertThat(worker.log()).contains("sasl.jaas.config", "stopped").doesNotContain(SECRETS);
    }

    private static void assertTakesInAFeed(long seed, Scene scene) {
        SyntheticChain chain = Chains.steady(seed, BLOCKS);
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
        }
        String shown = scene.config().effective().text();
        assertThat(shown).contains("<hidden>").doesNotContain(SECRETS);
        assertThat(scene.config().toString()).doesNotContain(SECRETS);
    }

    private Scene byCertificate() {
        return over(
                SecurityProtocol.SSL,
                Map.of(
                        "ssl.keystore.type",
                        "PKCS12",
                        "ssl.keystore.location",
                        workersKey.store().toString(),
                        "ssl.keystore.password",
                        KeyFiles.PASSWORD));
    }

    private Scene byPassword(String password) {
        return over(
                SecurityProtocol.SASL_SSL,
                Map.of(
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "sasl.jaas.config",
                        SCRAM + " username=\"cairn\" password=\"" + password + "\";"));
    }

    private Scene byToken() {
        return over(
                SecurityProtocol.SASL_SSL,
                Map.of(
                        "sasl.mechanism",
                        "OAUTHBEARER",
                        "sasl.oauthbearer.token.endpoint.url",
                        identities.tokenEndpoint(),
                        "sasl.login.callback.handler.class",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
                        "sasl.jaas.config",
                        OAUTH + " clientId=\"" + IdentityProvider.CLIENT + "\" clientSecret=\""
                                + IdentityProvider.SECRET + "\";"));
    }

    private Scene over(SecurityProtocol protocol, Map<String, String> kafka) {
        Map<String, String> properties = new HashMap<>(kafka);
        properties.put("security.protocol", protocol.name);
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.location", brokersKey.certificate().toString());
        Scene scene = Scene.on(broker, folder).with("source.bootstrap-servers", broker.bootstrapServers(protocol));
        for (Map.Entry<String, String> property : properties.entrySet()) {
            scene = scene.with("source.kafka." + property.getKey(), property.getValue());
        }
        return scene;
    }
}
