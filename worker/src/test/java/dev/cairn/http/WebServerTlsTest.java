package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.client.CairnClient;
import dev.cairn.client.ClientConfig;
import dev.cairn.client.ProblemException;
import dev.cairn.client.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebServerTlsTest {
    @TempDir
    private static Path keys;

    private static PemFiles first;
    private static PemFiles known;
    private static PemFiles other;
    private static PemFiles rsa;

    @TempDir
    private Path folder;

    private PemFiles server;

    @BeforeAll
    static void makeKeys() {
        first = PemFiles.make(keys, "first", "EC");
        known = PemFiles.make(keys, "known", "EC");
        other = PemFiles.make(keys, "other", "Ed25519");
        rsa = PemFiles.make(keys, "rsa", "RSA");
    }

    @BeforeEach
    void copyKey() throws IOException {
        server = first.copiedTo(folder);
    }

    @Test
    void whoTrustsTheCertificateIsAnswered() throws Exception {
        try (WebServer web = start(tls(TlsConfig.Clients.NONE, Optional.empty()))) {
            assertThat(get(web, server.trusted(null))).isEqualTo("hello\n");
        }
    }

    @Test
    void aClientOfOursTrustsWhomItIsTold() throws IOException {
        Path none = Files.writeString(folder.resolve("none"), "no certificate");
        try (WebServer web = start(tls(TlsConfig.Clients.NONE, Optional.empty()))) {
            ClientConfig config = ClientConfig.of(
                    URI.create("https://127.0.0.1:" + web.address().getPort()));
            try (CairnClient wary = new CairnClient(config);
                    CairnClient trusting = new CairnClient(config.withAuthorities(server.certificate()))) {
                assertThatExceptionOfType(UnavailableException.class).isThrownBy(wary::status);
                // It has an answer: that there is no such path here.
                assertThatExceptionOfType(ProblemException.class).isThrownBy(trusting::status);
            }
            for (Path unfit : List.of(none, folder.resolve("missing"))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> config.withAuthorities(unfit))
                        .withMessageContaining("expected certificates of authorities (PEM) in " + unfit);
            }
        }
    }

    @Test
    void whoWasOnceAnsweredBrowsersAskByTlsOnlyUnlessItIsOfThisMachineOnly() {
        TlsConfig tls = tls(TlsConfig.Clients.NONE, Optional.empty());
        assertThat(securityHeaders("0.0.0.0", tls)).contains("Strict-Transport-Security: max-age=2592000\r\n");
        assertThat(securityHeaders("127.0.0.1", tls)).doesNotContain("Strict-Transport-Security");
        assertThat(securityHeaders("0.0.0.0", TlsConfig.off())).doesNotContain("Strict-Transport-Security");
    }

    @Test
    void otherKindsOfKeysWillDo() throws Exception {
        for (PemFiles kind : List.of(rsa, other)) {
            server = kind;
            try (WebServer web = start(tls(TlsConfig.Clients.NONE, Optional.empty()))) {
                assertThat(get(web, kind.trusted(null))).isEqualTo("hello\n");
            }
        }
    }

    @Test
    void whoDoesNotSpeakTlsIsClosed() throws Exception {
        try (WebServer web = start(tls(TlsConfig.Clients.NONE, Optional.empty()));
                RawClient client = new RawClient(web.address())) {
            assertThat(client.send("GET /hello HTTP/1.1\r\nHost: cairn\r\n\r\n").readToTheEnd())
                    .doesNotContain("hello");
        }
    }

    @Test
    void aHandshakeThatDoesNotEndIsClosed() throws Exception {
        LimitsConfig hurried = new LimitsConfig(
                10, 2048, 1000, 1000, 1000, Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofSeconds(10));
        try (WebServer web = start(tls(TlsConfig.Clients.NONE, Optional.empty()), hurried);
                RawClient client = new RawClient(web.address())) {
            var _ = client.send("\u0016\u0003\u0001 \u0000\u0001").drip('\u0000');
        }
    }

    @Test
    void whoNeedsClientsToShowACertificateTurnsAwayThoseWithoutOne() throws Exception {
        try (WebServer web = start(tls(TlsConfig.Clients.NEED, Optional.of(known.certificate())))) {
            assertThat(get(web, server.trusted(known))).isEqualTo("hello\n");
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(web, server.trusted(null)));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(web, server.trusted(other)));
        }
    }

    @Test
    void whoWantsOneAnswersThoseWithoutOneToo() throws Exception {
        try (WebServer web = start(tls(TlsConfig.Clients.WANT, Optional.of(known.certificate())))) {
            assertThat(get(web, server.trusted(known))).isEqualTo("hello\n");
            assertThat(get(web, server.trusted(null))).isEqualTo("hello\n");
        }
    }

    @Test
    void renewedFilesAreShownWithoutARestartAndDamagedOnesAreNot() throws Exception {
        SSLContext trustsOld = server.trusted(null);
        SSLContext trustsNew = other.trusted(null);
        try (WebServer web = start(tls(TlsConfig.Clients.NONE, Optional.empty()))) {
            assertThat(get(web, trustsOld)).isEqualTo("hello\n");
            String certificate = Files.readString(other.certificate());
            Files.writeString(server.certificate(), certificate.substring(0, certificate.length() / 2));
            assertThat(get(web, trustsOld)).isEqualTo("hello\n");
            other.replace(server);
            awaitAnswer(web, trustsNew);
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> get(web, trustsOld))
                    .withMessageContaining("certificate");
        }
    }

    @Test
    void renewedAuthoritiesDecideAboutNewConnections() throws Exception {
        Path authorities = Files.copy(known.certificate(), folder.resolve("authorities.pem"));
        try (WebServer web = start(tls(TlsConfig.Clients.NEED, Optional.of(authorities)))) {
            assertThat(get(web, server.trusted(known))).isEqualTo("hello\n");
            Files.copy(other.certificate(), authorities, StandardCopyOption.REPLACE_EXISTING);
            awaitAnswer(web, server.trusted(other));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(web, server.trusted(known)));
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamedAtTheStart() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path older = Files.writeString(
                folder.resolve("older.pem"), "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Path notBase64 = Files.writeString(
                folder.resolve("not.pem"), "-----BEGIN PRIVATE KEY-----\nAAAAA\n-----END PRIVATE KEY-----\n");
        Path missing = folder.resolve("missing.pem");
        refused(missing, server.key(), "http.tls.certificate-file is " + missing);
        refused(empty, server.key(), "there is no certificate in it");
        refused(server.key(), server.key(), "http.tls.certificate-file is " + server.key());
        refused(server.certificate(), empty, "there is no private key in it");
        refused(server.certificate(), older, "turn it into PKCS #8");
        refused(server.certificate(), damaged, "its key is none of");
        refused(server.certificate(), notBase64, "its key is damaged");
        refused(server.certificate(), other.key(), "it is not the key of the first certificate");
        refused(server.certificate(), rsa.key(), "it is not the key of the first certificate");
    }

    private void refused(Path certificate, Path key, String message) {
        TlsConfig config = new TlsConfig(
                Optional.of(certificate),
                Optional.of(key),
                TlsConfig.Clients.NONE,
                Optional.empty(),
                Duration.ofSeconds(1));
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> start(config))
                .withMessageContaining(message);
    }

    private TlsConfig tls(TlsConfig.Clients clients, Optional<Path> authorities) {
        return new TlsConfig(
                Optional.of(server.certificate()),
                Optional.of(server.key()),
                clients,
                authorities,
                Duration.ofMillis(20));
    }

    private static String securityHeaders(String host, TlsConfig tls) {
        return SecurityHeaders.of(new HttpConfig(host, 0, LimitsConfig.standard(), tls, TokensConfig.off()))
                .lines();
    }

    private static WebServer start(TlsConfig tls) {
        return start(tls, LimitsConfig.standard());
    }

    private static WebServer start(TlsConfig tls, LimitsConfig limits) {
        return WebServer.start(
                new HttpConfig("127.0.0.1", 0, limits, tls, TokensConfig.off()),
                List.of(Route.get("/hello", "says hello", _ -> Reply.text(200, "hello"))));
    }

    private static void awaitAnswer(WebServer web, SSLContext context) throws InterruptedException {
        while (true) {
            try {
                assertThat(get(web, context)).isEqualTo("hello\n");
                return;
            } catch (IOException _) {
                Thread.onSpinWait();
            }
        }
    }

    /// On a connection of its own.
    private static String get(WebServer web, SSLContext context) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "https://127.0.0.1:" + web.address().getPort() + "/hello"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
