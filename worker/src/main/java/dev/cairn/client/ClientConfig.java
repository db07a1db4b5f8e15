package dev.cairn.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where a worker answers, and how long to wait for it.
///
/// @param url             with `http` or `https`; a path in it stands before `/v1`
/// @param token           sent with every question, if the worker wants one
/// @param authorities     who signed the worker's certificate, as PEM; empty for those that the JVM trusts
/// @param connectTimeout  how long a connection may take to come about
/// @param answerTimeout   how long an answer may take, beside what the worker was asked to wait
public record ClientConfig(
        URI url, Optional<String> token, Optional<Path> authorities, Duration connectTimeout, Duration answerTimeout) {
    public ClientConfig {
        // Nobody would look at it, and it would be printed wherever the address is.
        if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException("expected an address without a user or password before the host, but got"
                    + " one; where a worker wants to know who asks, it wants a token");
        }
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "expected an address as http://127.0.0.1:9091 or https://cairn.example, but got '" + url + "'");
        }
        // The JDK would refuse it too, and say what it is.
        if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    "expected a token of visible ASCII characters, but it is empty or has others, or spaces");
        }
        authorities.ifPresent(Authorities::inFile);
        if (!connectTimeout.isPositive() || !answerTimeout.isPositive()) {
            throw new IllegalArgumentException("expected timeouts longer than zero, but got " + connectTimeout + " and "
                    + answerTimeout + "; 5s and 30s are a good start");
        }
    }

    /// Without a token, and with timeouts that suit most.
    public static ClientConfig of(URI url) {
        return new ClientConfig(url, Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    public ClientConfig withToken(String secret) {
        return new ClientConfig(url, Optional.of(secret), authorities, connectTimeout, answerTimeout);
    }

    public ClientConfig withAuthorities(Path pem) {
        return new ClientConfig(url, token, Optional.of(pem), connectTimeout, answerTimeout);
    }

    /// Without what is secret.
    @Override
    public String toString() {
        return url + (token.isPresent() ? " with a token" : " without a token");
    }
}
