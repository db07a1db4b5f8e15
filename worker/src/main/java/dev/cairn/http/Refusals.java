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

    /// As `CONNECT` comes to a proxy, and `OPTIONS *` to a server as a whole.
    static Problem noPath(String method) {
        return Problem.badRequest("expected a path, as in GET /help, but " + method
                + " came without one; this is no proxy, and all that can be asked here has a path");
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

    static Problem tooManyBodies(int bytesMax) {
        return new Problem(
                503,
                "overloaded",
                "The worker has too much to do",
                "the bodies of requests that are being answered take " + bytesMax
                        + " bytes already, or would with this one; try again a little later, ask for less at a time, or"
                        + " set http.limits.bodies-bytes-max",
                Map.of("bodiesBytesMax", bytesMax));
    }

    static Problem tooManyAnswers(int bytesMax) {
        return new Problem(
                503,
                "overloaded",
                "The worker has too much to do",
                "answers that their clients have not read yet take nearly " + bytesMax
                        + " bytes, or would with this one; try again a little later, ask for less at a time, or set"
                        + " http.limits.answers-bytes-max",
                Map.of("answersBytesMax", bytesMax));
    }

    static Problem noToken() {
        return new Problem(
                401,
                "token-needed",
                "A token is needed",
                "expected a header as Authorization: Bearer TOKEN, but there is none; ask whoever runs the worker for a"
                        + " token (http.tokens)",
                Map.of());
    }

    static Problem unknownToken() {
        return new Problem(
                401,
                "token-unknown",
                "The token is not known",
                "expected a token that the worker knows, but it does not know this one, or not any more; ask whoever"
                        + " runs the worker for another (http.tokens)",
                Map.of());
    }

    static Problem otherToken() {
        return new Problem(
                403,
                "not-allowed",
                "The token is not good for this",
                "expected a token for administration, but this one is for reading; ask whoever runs the worker"
                        + " (http.tokens.admin)",
                Map.of());
    }

    static Problem tokenInAddress(String parameter) {
        return new Problem(
                400,
                "token-in-address",
                "A token does not belong into an address",
                "expected no parameter '" + parameter + "': addresses are kept in logs and histories; send the token in"
                        + " a header, as Authorization: Bearer TOKEN, and exchange this one",
                Map.of("parameter", parameter));
    }

    static Problem fromOtherPage() {
        return new Problem(
                403,
                "cross-site",
                "Pages of others may not do this",
                "expected a request of a page from here, or of no page, but a browser sends it for a page of another"
                        + " address; open the worker's own page, or send it without a browser",
                Map.of());
    }

    static Problem otherHost() {
        return new Problem(
                421,
                "other-host",
                "The worker is not called so",
                "expected Host to be localhost or a number, since the worker is for this machine only and asks for no"
                        + " token, but it is a name that may be anybody's; ask by 127.0.0.1, have the proxy set Host,"
                        + " or set http.tokens.read-file",
                Map.of());
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
