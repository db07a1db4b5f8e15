package dev.cairn.broker;

import dev.cairn.commands.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What `./cairn broker` understands.
///
/// @param port    where it has to listen; empty for the usual one, or any other if that is taken
/// @param topics  that it begins with
record BrokerOptions(OptionalInt port, List<String> topics) {
    static final String USAGE = """
            usage: ./cairn broker [--port PORT] [TOPIC...]

              --port PORT  where clients reach it (9092, or any that is free if that one is taken)
              TOPIC        made with one partition each; more cannot be made later
            """;

    private static final int PORT_MAX = 65_535;

    BrokerOptions {
        topics = List.copyOf(topics);
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > PORT_MAX)) {
            throw new IllegalArgumentException(
                    "--port is " + port.getAsInt() + ", but it has to be from 1 to " + PORT_MAX);
        }
    }

    static BrokerOptions parse(Arguments arguments) {
        OptionalInt port = OptionalInt.empty();
        List<String> topics = new ArrayList<>();
        while (!arguments.isEmpty()) {
            String word = arguments.next();
            if (word.equals("--port")) {
                port = OptionalInt.of(arguments.wholeNumber(word));
            } else if (word.startsWith("-")) {
                throw new IllegalArgumentException("expected --port or the name of a topic, but got '" + word + "'");
            } else {
                topics.add(word);
            }
        }
        return new BrokerOptions(port, topics);
    }
}
