package dev.cairn.http;

/// Where and how the worker is reached.
///
/// @param host    address to listen at; this machine's own unless others are to reach it
/// @param port    0 takes any that is free
/// @param limits  what a client may make grow, and how long it may take
/// @param tls     what it proves itself with; without it everybody on the way can read along
/// @param tokens  who may ask for what
public record HttpConfig(String host, int port, LimitsConfig limits, TlsConfig tls, TokensConfig tokens) {
    public HttpConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "http.host is empty, but it has to be an address, as 127.0.0.1 for this machine only");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "http.port is " + port + ", but it has to be from 0, for any that is free, to 65535");
        }
    }

    /// With the standard limits, without TLS and tokens.
    public HttpConfig(String host, int port) {
        this(host, port, LimitsConfig.standard(), TlsConfig.off(), TokensConfig.off());
    }

    public static HttpConfig standard() {
        return new HttpConfig("127.0.0.1", 9091);
    }
}
