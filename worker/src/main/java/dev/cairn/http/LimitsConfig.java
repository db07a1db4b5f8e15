package dev.cairn.http;

import java.time.Duration;

/// What a client may make grow, and how long it may take. Nothing here bounds how long an answer takes to come about.
///
/// @param connectionsMax   connections that are answered; each takes a few kilobytes, and a file handle
/// @param headerBytesMax   of a request's first line and headers together
/// @param bodyBytesMax     of a request's body, which is held in memory whole
/// @param bodiesBytesMax   of the bodies of all requests that are being answered
/// @param answersBytesMax  of all answers that are held in memory until their clients have taken them
/// @param idleTime         how long a connection stays open on which nothing is asked
/// @param requestTime      how long a client may take to send a request, from its first byte to its last, and a new
///                         one to begin
/// @param readingTime      how long a client may take to read a piece of an answer
public record LimitsConfig(
        int connectionsMax,
        int headerBytesMax,
        int bodyBytesMax,
        int bodiesBytesMax,
        int answersBytesMax,
        Duration idleTime,
        Duration requestTime,
        Duration readingTime) {
    private static final int KIB = 1024;
    private static final int HEADER_BYTES_LEAST = KIB;

    public LimitsConfig {
        if (connectionsMax < 1) {
            throw new IllegalArgumentException("http.limits.connections-max is " + connectionsMax
                    + ", but it has to be at least 1; 16384 is a good start");
        }
        if (headerBytesMax < HEADER_BYTES_LEAST || headerBytesMax > KIB * KIB) {
            throw new IllegalArgumentException("http.limits.header-bytes-max is " + headerBytesMax
                    + ", but it has to be from 1 KiB to 1 MiB; 16 KiB is a good start");
        }
        if (bodyBytesMax < 0) {
            throw new IllegalArgumentException("http.limits.body-bytes-max is " + bodyBytesMax
                    + ", but it has to be at least 0; 1 MiB is a good start");
        }
        if (bodiesBytesMax < bodyBytesMax) {
            throw new IllegalArgumentException("http.limits.bodies-bytes-max is " + bodiesBytesMax
                    + ", but it has to be at least http.limits.body-bytes-max, " + bodyBytesMax
                    + "; 64 MiB is a good start");
        }
        if (answersBytesMax < 1) {
            throw new IllegalArgumentException("http.limits.answers-bytes-max is " + answersBytesMax
                    + ", but it has to be at least 1; 128 MiB is a good start");
        }
        check("http.limits.idle-time", idleTime, "60s");
        check("http.limits.request-time", requestTime, "10s");
        check("http.limits.reading-time", readingTime, "10s");
    }

    public static LimitsConfig standard() {
        return new LimitsConfig(
                16_384,
                16 * KIB,
                KIB * KIB,
                64 * KIB * KIB,
                128 * KIB * KIB,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }

    private static void check(String key, Duration time, String goodStart) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(
                    key + " is " + time + ", but it has to be longer than zero; " + goodStart + " is a good start");
        }
    }
}
