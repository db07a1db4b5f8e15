package dev.cairn.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Clients that are a burden to a server, beside those who only want a value.
///
/// @param name   as it stands in reports
/// @param ratio  begins the names of its ratios
/// @param drips  whether they send a byte a second, and so never come to the end of what they send
record Burden(String name, String ratio, int clients, ByteBuffer hello, boolean drips) {
    static Burden idle(int clients) {
        return new Burden("%,d idle connections".formatted(clients), "idle", clients, Wire.request("/healthz"), false);
    }

    static Burden streams(int clients) {
        return new Burden(
                "%,d streams of blocks".formatted(clients),
                "streams",
                clients,
                Wire.request("/v1/blocks/stream"),
                false);
    }

    static Burden slow(int clients) {
        return new Burden(
                "%,d clients that send a byte a second".formatted(clients),
                "slow",
                clients,
                Wire.bytes("GET /v1/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
                true);
    }

    /// Who has all of it asks for it again.
    static Burden scans(int clients) {
        return new Burden(
                "%,d scans of all %,d keys".formatted(clients, SmallValues.KEYS),
                "scans",
                clients,
                Wire.request("/v1/state/scan", "Accept: application/x-ndjson", "Connection: close"),
                false);
    }

    Crowd begin(int port) throws IOException {
        return Crowd.of(clients, port, hello, drips);
    }
}
