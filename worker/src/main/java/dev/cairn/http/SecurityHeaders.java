package dev.cairn.http;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What every answer says to browsers, whoever gives it: take it for what it claims to be, show it in no frame of
/// somebody else, run nothing that does not come from here, and tell nobody where you were.
///
/// Nothing here lets pages of others read an answer (CORS): there is no header for that, on purpose.
///
/// @param all  by name
record SecurityHeaders(SortedMap<String, String> all) {
    private static final Map<String, String> ALWAYS = Map.of(
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

    /// Who has come by TLS once comes by nothing else from then on, even if a link of somebody else says so (HSTS).
    /// Browsers take that for all ports of a name. So it is not said on this machine only, since `localhost` is the
    /// name of much else, nor of names below this one, and is forgotten a month after the last visit.
    private static final String BY_TLS_ONLY = "max-age=2592000";

    SecurityHeaders {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    static SecurityHeaders of(HttpConfig config) {
        SortedMap<String, String> all = new TreeMap<>(ALWAYS);
        if (config.tls().certificateFile().isPresent() && !Exposure.isOnlyForThisMachine(config)) {
            all.put("Strict-Transport-Security", BY_TLS_ONLY);
        }
        return new SecurityHeaders(all);
    }

    /// As they stand in an answer, each with the end of its line.
    String lines() {
        return all.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
    }
}
