package dev.cairn.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a client asks.
///
/// @param accept      its `Accept` header; empty if it sent none
/// @param parameters  of the query; of a name given twice the last value
public record Request(String path, String accept, Map<String, String> parameters) {
    public Request {
        parameters = Map.copyOf(parameters);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// A URI is percent-encoded properly, or it would be none.
    static Request of(URI uri, String accept) {
        Map<String, String> parameters = new TreeMap<>();
        String query = uri.getRawQuery();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    decoded(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new Request(uri.getPath(), accept, parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
