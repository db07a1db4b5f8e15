package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsConfigTest {
    private static final Optional<Path> FILE = Optional.of(Path.of("file.pem"));
    private static final Optional<Path> NONE = Optional.empty();
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void filesThatBelongTogetherAreSetTogether() {
        refused(FILE, NONE, TlsConfig.Clients.NONE, NONE, SECOND, "http.tls.key-file is not set");
        refused(NONE, FILE, TlsConfig.Clients.NONE, NONE, SECOND, "http.tls.certificate-file is not set");
        refused(FILE, FILE, TlsConfig.Clients.WANT, NONE, SECOND, "http.tls.client-ca-file is not set");
        refused(NONE, NONE, TlsConfig.Clients.NEED, FILE, SECOND, "http.tls.certificate-file is not set");
    }

    @Test
    void filesAreLookedAtNowAndThen() {
        refused(FILE, FILE, TlsConfig.Clients.NONE, NONE, Duration.ZERO, "http.tls.reload-interval is PT0S");
    }

    private static void refused(
            Optional<Path> certificate,
            Optional<Path> key,
            TlsConfig.Clients clients,
            Optional<Path> clientCa,
            Duration reload,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsConfig(certificate, key, clients, clientCa, reload))
                .withMessageStartingWith(message);
    }
}
