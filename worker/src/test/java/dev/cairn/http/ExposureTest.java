package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    private static final Optional<Path> FILE = Optional.of(Path.of("file.pem"));
    private static final TokensConfig TOKENS = GuardedServer.tokens(List.of(GuardedServer.READ), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
    void whoReachesNothingButThisMachineRisksNothing(String host) {
        assertThat(Exposure.risks(config(host, TlsConfig.off(), TokensConfig.off())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void withoutTokensWhoeverReachesItMayRead(String host) {
        assertThat(Exposure.risks(config(host, TlsConfig.off(), TokensConfig.off())))
                .singleElement()
                .asString()
                .contains("whoever reaches it may read everything", "http.tokens.read-file");
    }

    @Test
    void tokensWithoutTlsAreSeenOnTheWay() {
        assertThat(Exposure.risks(config("0.0.0.0", TlsConfig.off(), TOKENS)))
                .singleElement()
                .asString()
                .contains("sees the tokens", "http.tls.certificate-file");
    }

    @Test
    void tlsWithTokensOrWithCertificatesOfClientsRisksNothing() {
        assertThat(Exposure.risks(config("0.0.0.0", tls(TlsConfig.Clients.NONE), TOKENS)))
                .isEmpty();
        assertThat(Exposure.risks(config("0.0.0.0", tls(TlsConfig.Clients.NEED), TokensConfig.off())))
                .isEmpty();
        assertThat(Exposure.risks(config("0.0.0.0", tls(TlsConfig.Clients.WANT), TokensConfig.off())))
                .hasSize(1);
    }

    private static HttpConfig config(String host, TlsConfig tls, TokensConfig tokens) {
        return new HttpConfig(host, 0, LimitsConfig.standard(), tls, tokens);
    }

    private static TlsConfig tls(TlsConfig.Clients clients) {
        return new TlsConfig(FILE, FILE, clients, FILE, Duration.ofSeconds(1));
    }
}
