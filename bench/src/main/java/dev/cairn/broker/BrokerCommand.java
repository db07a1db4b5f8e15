package dev.cairn.broker;

import java.util.List;
import java.util.Map;

/// `./cairn broker [TOPIC…]`: a broker to try things with, for as long as the command runs.
final class BrokerCommand {
    private BrokerCommand() {}

    public static void main(String[] topics) throws InterruptedException {
        try (LocalBroker broker = LocalBroker.start()) {
            List.of(topics).forEach(topic -> broker.createTopic(topic, 1, Map.of()));
            System.out.printf(
                    "Kafka listens on %s with the topics %s. Ctrl-C stops it and deletes what it holds.%n",
                    broker.bootstrapServers(), List.of(topics));
            Thread.currentThread().join();
        }
    }
}
