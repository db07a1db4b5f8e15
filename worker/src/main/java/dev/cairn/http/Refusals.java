package dev.cairn.http;

import java.time.Duration;
import java.util.Map;

/// Why the server refuses a request before any route sees it, whatever it asks for.
final class Refusals {
    private Refusals() {}

    /// @param found  what is wrong with it
    static Problem malformed(int status, String found) {
        return new Problem(
                status,
                "bad-request",
                "The request cannot be understood",
                "expected a request of HTTP/1.1, but got something else: " + found
                        + "; look what stands between the client and here",
                Map.of());
    }

    static Problem addressTooLong(int bytesMax) {
        return new Problem(
                414,
                "address-too-long",
                "The address is too long",
                "expected a first line and headers of at most " + bytesMax
                        + " bytes together, but the first line alone is longer; ask for less at a time, or set"
                        + " http.limits.header-bytes-max",
                Map.of("bytesMax", bytesMax));
    }

    static Problem headersTooLarge(int bytesMax) {
        return new Problem(
                431,
                "headers-too-large",
                "The headers are too large",
                "expected a first line and headers of at most " + bytesMax
                        + " bytes together, but got more; send fewer (cookies of another service?), or set"
                        + " http.limits.header-bytes-max",
                Map.of("bytesMax", bytesMax));
    }

    static Problem tooSlow(Duration requestTime) {
        return new Problem(
                408,
                "too-slow",
                "The request took too long to come",
                "expected the whole request within " + requestTime.toMillis()
                        + " ms of its first byte; send it in one go, or set http.limits.request-time",
                Map.of("requestTimeMs", requestTime.toMillis()));
    }

    static Problem tooManyConnections(int connectionsMax) {
        return new Problem(
                503,
                "overloaded",
                "The worker has too much to do",
                "there are " + connectionsMax
                        + " connections already; try again a little later, keep fewer open, or set"
                        + " http.limits.connections-max",
                Map.of("connectionsMax", connectionsMax));
    }

    static Problem closing() {
        return new Problem(
                503, "closing", "The worker is being stopped", "ask again when it has been started", Map.of());
    }

    static Problem failed(int status) {
        return new Problem(
                status,
                "failed",
                "The worker failed to answer",
                "the log of the worker may say why; try again",
                Map.of());
    }
}
