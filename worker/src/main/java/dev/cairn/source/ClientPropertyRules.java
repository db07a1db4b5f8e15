package dev.cairn.source;

import dev.cairn.spelling.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/// Which of Kafka's consumer properties may be set, and to what. Kafka itself only warns of a name it does not know,
/// and a setting that nobody reads is found when it is needed.
final class ClientPropertyRules {
    private static final String PREFIX = "source.kafka.";
    private static final String EXACTLY_ONCE = "exactly once rests on it";
    private static final String OWN_OFFSETS = "offsets are stored in the database, with the state";
    private static final String RAW_RECORDS = "records are taken as they came, and decoded later";
    private static final String OWN_ASSIGNMENT =
            "a worker reads the partitions of its `shards` and is member of no group";

    /// What is ours, and why.
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("isolation.level", EXACTLY_ONCE + ": it is read_committed"),
            Map.entry("check.crcs", EXACTLY_ONCE + ": records that were damaged have to be noticed"),
            Map.entry("auto.offset.reset", EXACTLY_ONCE + ": it is none, since a jump would leave a hole in the state"),
            Map.entry("enable.auto.commit", OWN_OFFSETS),
            Map.entry("auto.commit.interval.ms", OWN_OFFSETS),
            Map.entry("key.deserializer", RAW_RECORDS),
            Map.entry("value.deserializer", RAW_RECORDS),
            Map.entry("interceptor.classes", RAW_RECORDS),
            Map.entry(
                    "allow.auto.create.topics",
                    "a topic that is missing is reported; an empty one would look like a feed"),
            Map.entry("bootstrap.servers", "it has a key of its own: source.bootstrap-servers"),
            Map.entry("group.id", "it has a key of its own: source.group-id"),
            Map.entry("group.instance.id", OWN_ASSIGNMENT),
            Map.entry("group.protocol", OWN_ASSIGNMENT),
            Map.entry("group.remote.assignor", OWN_ASSIGNMENT),
            Map.entry("partition.assignment.strategy", OWN_ASSIGNMENT),
            Map.entry("session.timeout.ms", OWN_ASSIGNMENT),
            Map.entry("heartbeat.interval.ms", OWN_ASSIGNMENT),
            Map.entry("max.poll.interval.ms", OWN_ASSIGNMENT),
            Map.entry("exclude.internal.topics", "topics are named, not searched for"),
            Map.entry("share.acknowledgement.mode", "a shard reads whole partitions, in order"),
            Map.entry("share.acquire.mode", "a shard reads whole partitions, in order"));

    private static final Set<ConfigDef.Type> TEXTS =
            Set.of(ConfigDef.Type.STRING, ConfigDef.Type.PASSWORD, ConfigDef.Type.LIST, ConfigDef.Type.CLASS);

    /// How a value begins that is fetched from elsewhere.
    private static final String FETCHED = "${";

    private ClientPropertyRules() {}

    /// All that is wrong, one sentence each, none of which shows a secret.
    static List<String> problems(Map<String, String> properties) {
        List<String> problems = new ArrayList<>();
        Map<String, String> inOrder = new HashMap<>();
        properties.forEach((name, value) -> objection(name)
                .ifPresentOrElse(why -> problems.add(PREFIX + name + why), () -> inOrder.put(name, value)));
        for (ConfigValue checked : ConsumerConfig.configDef().validate(withRequired(inOrder))) {
            if (inOrder.containsKey(checked.name())) {
                checked.errorMessages().forEach(error -> problems.add(PREFIX + checked.name() + ": " + error));
            }
        }
        unreadableLogin(inOrder).ifPresent(problems::add);
        problems.sort(Comparator.naturalOrder());
        return problems;
    }

    static boolean takesText(String name) {
        ConfigDef.ConfigKey key = ConsumerConfig.configDef().configKeys().get(name);
        return key != null && TEXTS.contains(key.type);
    }

    /// Whether the value must not be shown: what Kafka takes for a secret, and what sounds like one.
    static boolean isSecret(String name) {
        ConfigDef.ConfigKey key = ConsumerConfig.configDef().configKeys().get(name);
        String sounds = name.toLowerCase(Locale.ROOT);
        return (key != null && key.type == ConfigDef.Type.PASSWORD)
                || Set.of("password", "secret", "jaas", "token", "credential", "assertion.private").stream()
                        .anyMatch(sounds::contains);
    }

    /// Kafka takes any text for a login, and reads it when a client is made. What it says then may quote the secret.
    private static Optional<String> unreadableLogin(Map<String, String> properties) {
        String login = properties.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, FETCHED);
        String protocol = properties.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "");
        if (login.contains(FETCHED) || !protocol.toUpperCase(Locale.ROOT).startsWith("SASL_")) {
            return Optional.empty();
        }
        try {
            var _ = JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(login)));
            return Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.of(
                    PREFIX + SaslConfigs.SASL_JAAS_CONFIG
                            + ": Kafka cannot read it; it has to be one login module with its options, as"
                            + " org.apache.kafka.common.security.plain.PlainLoginModule required username=\"…\" password=\"…\";");
        }
    }

    private static Optional<String> objection(String name) {
        if (OWN.containsKey(name)) {
            return Optional.of(" cannot be set: " + OWN.get(name));
        }
        // Places that secrets are fetched from have properties of their own, by names the operator chooses.
        if (ConsumerConfig.configNames().contains(name) || name.startsWith("config.providers")) {
            return Optional.empty();
        }
        return Optional.of(" is no property of Kafka's consumer"
                + Spelling.nearest(name, ConsumerConfig.configNames())
                        .map(meant -> "; did you mean " + PREFIX + meant + "?")
                        .orElse("; Kafka's documentation lists them under consumer configs"));
    }

    private static Map<String, String> withRequired(Map<String, String> properties) {
        Map<String, String> whole = new HashMap<>(properties);
        String anyClass = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
        whole.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, anyClass);
        whole.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, anyClass);
        return whole;
    }
}
