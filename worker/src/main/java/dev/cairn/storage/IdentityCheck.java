package dev.cairn.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Compares whose data a database holds with whose is wanted, and names every difference.
final class IdentityCheck {
    private IdentityCheck() {}

    static void check(StorageIdentity stored, StorageIdentity wanted, String where) {
        List<String> problems = new ArrayList<>();
        if (!stored.clusterId().equals(wanted.clusterId())) {
            problems.add("it was filled from the Kafka cluster '%s', but the configured one is '%s'"
                    .formatted(stored.clusterId(), wanted.clusterId()));
        }
        if (stored.shard() != wanted.shard()) {
            problems.add("it holds shard %d, but shard %d is wanted".formatted(stored.shard(), wanted.shard()));
        }
        topicProblems(stored.topicIds(), wanted.topicIds(), problems);
        if (!problems.isEmpty()) {
            throw new StorageRefusedException.OtherIdentity("The database in " + where + " does not fit: "
                    + String.join("; ", problems)
                    + ". Check brokers, topics, shard and storage path; if the source really is another one, begin in"
                    + " an empty directory.");
        }
    }

    private static void topicProblems(Map<String, String> stored, Map<String, String> wanted, List<String> problems) {
        if (!stored.keySet().equals(wanted.keySet())) {
            problems.add("it was filled from the topics %s, but the configured ones are %s"
                    .formatted(stored.keySet(), wanted.keySet()));
            return;
        }
        stored.forEach((topic, id) -> {
            String now = wanted.get(topic);
            if (!id.equals(now)) {
                problems.add("topic '%s' had the id %s and now has %s, so it was deleted and made again"
                        .formatted(topic, id, now));
            }
        });
    }
}
