package dev.cairn.repository;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// Where in a repository the snapshots of one shard of one chain lie, so that many workers share a bucket
/// and none takes another's state for its own.
///
/// @param folder  ends with `/`
public record RepositoryPlace(String folder) {
    private static final Pattern PLACE = Pattern.compile("(?!\\.)[^/]+/[^./]*/[^./]+/shard-\\d+/");

    /// As somebody typed it; the slash at its end may be missing.
    ///
    /// @throws IllegalArgumentException  if it is none
    public static RepositoryPlace parse(String typed) {
        String folder = typed.endsWith("/") ? typed : typed + "/";
        if (!PLACE.matcher(folder).matches()) {
            throw new IllegalArgumentException("'" + typed + "' is no place in a repository: expected"
                    + " <cluster id>/<topic ids>/<handler>/shard-<n>, as the folders in it are called");
        }
        return new RepositoryPlace(folder);
    }

    /// The place of a shard.
    ///
    /// @param topicIds  topic name → Kafka's id of it; by id, since a topic that is made again is another
    ///                  chain
    /// @param handler   by whose rules the state came about
    public static RepositoryPlace of(String clusterId, SortedMap<String, String> topicIds, String handler, int shard) {
        StringBuilder topics = new StringBuilder();
        topicIds.forEach((_, id) -> topics.append(topics.isEmpty() ? "" : "+").append(named(id)));
        return new RepositoryPlace(named(clusterId) + "/" + topics + "/" + named(handler) + "/shard-" + shard + "/");
    }

    /// Kafka's own ids are plain; one that somebody chose is made so.
    private static String named(String text) {
        StringBuilder plain = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = b == '-' || b == '_' || (b > 0 && Character.isLetterOrDigit(b));
            plain.append(isPlain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return plain.isEmpty() ? "%" : plain.toString();
    }
}
