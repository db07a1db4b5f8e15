package dev.cairn.broker;

import dev.cairn.commands.Arguments;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.List;
import java.util.Map;

/// `./cairn broker [TOPIC…]`: a broker to try things with, for as long as the command runs.
final class BrokerCommand {
    /// Where clients look for Kafka.
    private static final int USUAL_PORT = 9092;

    private BrokerCommand() {}

    public static void main(String[] arguments) throws InterruptedException {
        BrokerOptions options = Arguments.understoodOrExit(arguments, BrokerOptions.USAGE, BrokerOptions::parse);
        Screen screen = Screen.ofProcess();
        try (LocalBroker broker = start(options, screen)) {
            screen.say(ready(broker.bootstrapServers(), options.topics()));
            Thread.currentThread().join();
        } catch (PortTakenException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        }
    }

    private static LocalBroker start(BrokerOptions options, Screen screen) {
        int port = options.port().orElseGet(() -> usualPort(screen));
        return Progress.unmeasured("starting a Kafka broker").during(screen, () -> {
            LocalBroker broker = LocalBroker.startAt(port);
            options.topics().forEach(topic -> broker.createTopic(topic, 1, Map.of()));
            return broker;
        });
    }

    private static int usualPort(Screen screen) {
        if (FreePorts.isFree(USUAL_PORT)) {
            return USUAL_PORT;
        }
        int other = FreePorts.any();
        screen.say("Port " + USUAL_PORT + " is taken, perhaps by another broker; this one takes " + other + ".");
        return other;
    }

    static String ready(String bootstrapServers, List<String> topics) {
        String with = topics.isEmpty() ? "no topic" : "the topics " + String.join(", ", topics);
        return "Kafka listens on " + bootstrapServers + " with " + with
                + ". Ctrl-C stops it and deletes what it holds.";
    }
}
