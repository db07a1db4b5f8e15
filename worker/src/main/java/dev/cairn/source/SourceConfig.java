package dev.cairn.source;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Where the feed is, and how it is read.
///
/// @param bootstrapServers   brokers to ask first, as `host:port,host:port`
/// @param blocksTopic        topic of the block events
/// @param transactionsTopic  topic of the transaction events; may be the same
/// @param fanIn              take transactions from all partitions of their topic, not only from the shard's own
/// @param groupId            the group under which offsets are committed, for lag tools; nothing else depends on it
/// @param checkInterval      how often it is checked that cluster and topics are still the same ones
/// @param client             any property of Kafka's consumer, by Kafka's name; those that exactly-once rests on are
///                           ours
public record SourceConfig(
        String bootstrapServers,
        String blocksTopic,
        String transactionsTopic,
        boolean fanIn,
        String groupId,
        Duration checkInterval,
        Map<String, String> client) {
    private static final Pattern SERVERS = Pattern.compile("\\s*[^\\s,;]+:\\d+\\s*(,\\s*[^\\s,;]+:\\d+\\s*)*");

    public SourceConfig {
        client = Collections.unmodifiableMap(new TreeMap<>(client));
        notEmpty("source.bootstrap-servers", bootstrapServers, "localhost:9092");
        if (!SERVERS.matcher(bootstrapServers).matches()) {
            throw new IllegalArgumentException("source.bootstrap-servers is '" + bootstrapServers
                    + "', but it has to be host:port,host:port; localhost:9092 is one");
        }
        notEmpty("source.blocks-topic", blocksTopic, "blocks");
        notEmpty("source.transactions-topic", transactionsTopic, "transactions");
        notEmpty("source.group-id", groupId, "cairn");
        if (!checkInterval.isPositive()) {
            throw new IllegalArgumentException("source.check-interval is " + checkInterval
                    + ", but it has to be longer than zero; 10s is a good start");
        }
        List<String> problems = ClientPropertyRules.problems(client);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
    }

    /// Nothing but what has no good default.
    public static SourceConfig standard(String bootstrapServers, String blocksTopic, String transactionsTopic) {
        return new SourceConfig(
                bootstrapServers, blocksTopic, transactionsTopic, false, "cairn", Duration.ofSeconds(10), Map.of());
    }

    /// Whether one of Kafka's properties is text, and neither a number nor a switch.
    public static boolean takesText(String property) {
        return ClientPropertyRules.takesText(property);
    }

    /// Both topics, or the one that is both.
    SortedSet<String> topics() {
        return new TreeSet<>(List.of(blocksTopic, transactionsTopic));
    }

    /// Passwords and keys are among the client's properties, and what is logged once is known.
    @Override
    public String toString() {
        SortedMap<String, String> shown = new TreeMap<>();
        client.forEach((name, value) -> shown.put(name, ClientPropertyRules.isSecret(name) ? "<hidden>" : value));
        return "SourceConfig[bootstrapServers=%s, blocksTopic=%s, transactionsTopic=%s, fanIn=%s, groupId=%s, checkInterval=%s, client=%s]"
                .formatted(bootstrapServers, blocksTopic, transactionsTopic, fanIn, groupId, checkInterval, shown);
    }

    private static void notEmpty(String property, String value, String example) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + " is empty, but it has to be set, as " + example);
        }
    }
}
