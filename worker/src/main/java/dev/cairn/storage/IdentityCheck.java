package dev.cairn.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares whose data a database holds with whose is wanted, and names every difference.
final class IdentityCheck {
    private IdentityCheck() {}

    static void check(StorageIdentity stored, StorageIdentity wanted, String where) {
        List<String> problems = problems(stored, wanted);
        if (!problems.isEmpty()) {
            throw new StorageRefusedException.OtherIdentity("The database in " + where + " does not fit: "
                    + String.join("; ", problems)
                    + ". Check brokers, topics, shard, handler and storage path; if source or handler really are others,"
                    + " begin in an empty directory.");
        }
    }

    static List<String> problems(StorageIdentity stored, StorageIdentity wanted) {
        List<String> problems = new ArrayList<>();
        if (!stored.clusterId().equals(wanted.clusterId())) {
            problems.add("it was filled from the Kafka cluster '%s', but the configured one is '%s'"
                    .formatted(stored.clusterId(), wanted.clusterId()));
        }
        if (stored.shard() != wanted.shard()) {
            problems.add("it holds shard %d, but shard %d is wanted".formatted(stored.shard(), wanted.shard()));
        }
        topicProblems(stored.topicIds(), wanted.topicIds(), problems);
        handlerProblem(stored, wanted).ifPresent(problems::add);
        return problems;
    }

    /// Half a state by one handler's rules and half by another's is nobody's.
    private static Optional<String> handlerProblem(StorageIdentity stored, StorageIdentity wanted) {
        return stored.handler()
                .flatMap(by -> wanted.handler()
                        .filter(name -> !name.equals(by))
                        .map(name -> "its state was made by the handler '%s', but handle.handler is '%s'"
                                .formatted(by, name)));
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
