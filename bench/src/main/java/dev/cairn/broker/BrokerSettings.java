package dev.cairn.broker;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/// All that one broker is started with. It stays the same over its life, so that a broker started again with the same
/// settings is the same broker: same address, same cluster, same data.
///
/// @param folder    holds everything the broker writes, its log included
/// @param ports     where it listens, and how; one that is plain is always among them
/// @param overrides settings of `server.properties` that win over ours
record BrokerSettings(
        Path folder,
        String clusterId,
        SortedMap<SecurityProtocol, Integer> ports,
        int controllerPort,
        Map<String, String> overrides) {
    private static final String LOOPBACK = "127.0.0.1";

    /// The ports are free now and taken when the broker starts. Another program may be faster; then the broker says so
    /// in its log and does not come up. Binding to port 0 would close the gap, but the quorum has to know its port.
    static BrokerSettings onFreePorts(Path folder, Set<SecurityProtocol> besidePlain, Map<String, String> overrides) {
        Set<SecurityProtocol> protocols = new HashSet<>(besidePlain);
        protocols.add(SecurityProtocol.PLAINTEXT);
        SortedMap<SecurityProtocol, Integer> ports = new TreeMap<>();
        protocols.forEach(protocol -> ports.put(protocol, FreePorts.any()));
        return new BrokerSettings(folder, Uuid.randomUuid().toString(), ports, FreePorts.any(), overrides);
    }

    /// The same, but for the plain port.
    BrokerSettings withPlainPort(int port) {
        SortedMap<SecurityProtocol, Integer> moved = new TreeMap<>(ports);
        moved.put(SecurityProtocol.PLAINTEXT, port);
        return new BrokerSettings(folder, clusterId, moved, controllerPort, overrides);
    }

    String bootstrapServers() {
        return bootstrapServers(SecurityProtocol.PLAINTEXT);
    }

    String bootstrapServers(SecurityProtocol protocol) {
        Integer port = ports.get(protocol);
        if (port == null) {
            throw new IllegalArgumentException(
                    "expected one of " + ports.keySet() + ", as the broker was started with, but got " + protocol);
        }
        return LOOPBACK + ":" + port;
    }

    /// The file that `server.properties` goes to.
    Path propertiesFile() {
        return folder.resolve("server.properties");
    }

    /// Kafka's log for people, and whatever the child JVM itself has to say.
    Path logFile() {
        return folder.resolve("broker.log");
    }

    Properties serverProperties() {
        var properties = new Properties();
        oneNodeIsBrokerAndController(properties);
        internalTopicsOnOneNode(properties);
        nothingHappensByItself(properties);
        properties.putAll(overrides);
        return properties;
    }

    private void oneNodeIsBrokerAndController(Properties properties) {
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@" + LOOPBACK + ":" + controllerPort);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        // A listener has the name of what it speaks.
        String listeners = ports.keySet().stream()
                .map(protocol -> protocol + "://" + bootstrapServers(protocol))
                .collect(Collectors.joining(","));
        properties.setProperty(
                "listener.security.protocol.map",
                ports.keySet().stream()
                        .map(protocol -> protocol + ":" + protocol)
                        .collect(Collectors.joining(",", "", ",CONTROLLER:PLAINTEXT")));
        properties.setProperty("listeners", listeners + ",CONTROLLER://" + LOOPBACK + ":" + controllerPort);
        properties.setProperty("advertised.listeners", listeners);
        properties.setProperty("log.dirs", folder.resolve("data").toString());
    }

    private static void internalTopicsOnOneNode(Properties properties) {
        properties.setProperty("offsets.topic.num.partitions", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("transaction.state.log.num.partitions", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    }

    private static void nothingHappensByItself(Properties properties) {
        properties.setProperty("auto.create.topics.enable", "false");
        // A topic that should lose its beginning is made so by its own settings; records keep whatever time they carry.
        properties.setProperty("log.retention.ms", "-1");
        // A group of one test need not wait for members that never come.
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        // A killed broker is let in again only once its former life has timed out, which takes 9 s by default.
        properties.setProperty("broker.session.timeout.ms", "3000");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
        // A deleted topic's files go at once, not after a minute.
        properties.setProperty("log.segment.delete.delay.ms", "0");
    }
}
