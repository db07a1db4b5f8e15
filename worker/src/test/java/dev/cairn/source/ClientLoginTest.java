package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client does before it has spoken to any broker, with the libraries that the worker ships and no others.
final class ClientLoginTest {
    /// Kafka reaches only those endpoints that this option of the JVM names.
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private final AtomicReference<String> asked = new AtomicReference<>("nothing");
    private HttpServer tokens;
    private String endpoint;

    @BeforeEach
    void startTokenEndpoint() throws IOException {
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint = "http://127.0.0.1:" + tokens.getAddress().getPort() + "/token";
        tokens.createContext("/token", exchange -> {
            asked.set(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"access_token\": \"%s\"}".formatted(token()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        tokens.start();
        System.setProperty(ALLOWED, endpoint);
    }

    @AfterEach
    void stopTokenEndpoint() {
        System.clearProperty(ALLOWED);
        tokens.stop(0);
    }

    @Test
    void aTokenIsFetchedWithTheClientsCredentials() {
        try (var _ = KafkaCluster.of(withTokens(), "test")) {
            String credentials = Base64.getEncoder().encodeToString("cairn:hunter2".getBytes(StandardCharsets.UTF_8));
            assertThat(asked.get()).startsWith("Basic " + credentials).contains("grant_type=client_credentials");
        }
    }

    @Test
    void anEndpointThatTheJvmMayNotReachIsNamedWithWhatAllowsIt() {
        System.clearProperty(ALLOWED);

        assertThatThrownBy(() -> KafkaCluster.of(withTokens(), "test"))
                .hasMessageContaining(endpoint)
                .hasMessageContaining(ALLOWED)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsWaitedFor() {
        tokens.stop(0);

        assertThatThrownBy(() -> KafkaCluster.of(withTokens(), "test"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("Connection refused")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void aTrustStoreThatCannotBeReadIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("ca.pem");

        assertThatThrownBy(() -> KafkaCluster.of(
                        config(Map.of(
                                "security.protocol",
                                "SSL",
                                "ssl.truststore.type",
                                "PEM",
                                "ssl.truststore.location",
                                missing.toString())),
                        "test"))
                .hasMessageContaining(missing.toString());
    }

    private SourceConfig withTokens() {
        Map<String, String> client = new HashMap<>();
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", "OAUTHBEARER");
        client.put("sasl.oauthbearer.token.endpoint.url", endpoint);
        client.put("sasl.login.retry.backoff.ms", "1");
        client.put("sasl.login.retry.backoff.max.ms", "2");
        client.put(
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " clientId=\"cairn\" clientSecret=\"hunter2\";");
        return config(client);
    }

    private static SourceConfig config(Map<String, String> client) {
        return new SourceConfig("127.0.0.1:1", "blocks", "transactions", false, "cairn", Duration.ofSeconds(1), client);
    }

    /// Signed by nobody: it is the broker that looks at that.
    private static String token() {
        long now = Instant.now().getEpochSecond();
        return part("{\"alg\": \"RS256\"}")
                + "." + part("{\"sub\": \"cairn\", \"iat\": %d, \"exp\": %d}".formatted(now, now + 60))
                + "." + part("signature");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
