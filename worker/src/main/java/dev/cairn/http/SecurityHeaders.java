package dev.cairn.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What every answer says to browsers, whoever gives it: take it for what it claims to be, show it in no frame of
/// somebody else, run nothing that does not come from here, and tell nobody where you were.
///
/// Nothing here lets pages of others read an answer (CORS): there is no header for that, on purpose.
final class SecurityHeaders {
    static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY");

    private SecurityHeaders() {}

    /// As they stand in an answer, each with the end of its line.
    static String lines() {
        return new TreeMap<>(ALL)
                .entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining());
    }
}
