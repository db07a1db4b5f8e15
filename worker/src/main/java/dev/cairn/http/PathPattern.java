package dev.cairn.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path, some of whose segments may be anything, as in `/v1/blocks/{block}`.
final class PathPattern {
    private final List<String> segments;

    PathPattern(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("expected a path that begins with /, but got '" + text + "'");
        }
        segments = segments(text);
    }

    boolean isOnePath() {
        return segments.stream().noneMatch(PathPattern::isParameter);
    }

    /// The segments of a path that stand for parameters, by name; empty if it does not match.
    ///
    /// @param rawPath  as the client sent it: a slash inside a segment is encoded still
    Optional<Map<String, String>> match(String rawPath) {
        List<String> given = segments(rawPath);
        if (given.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String own = segments.get(i);
            String segment = PercentEncoding.decodePath(given.get(i));
            if (isParameter(own) && !segment.isEmpty()) {
                parameters.put(own.substring(1, own.length() - 1), segment);
            } else if (!own.equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
