package dev.cairn.e2e.streams;

import dev.cairn.e2e.child.ChildMain;

/// The main class of the child that runs Kafka Streams.
final class StreamsMain {
    private StreamsMain() {}

    public static void main(String[] arguments) {
        ChildMain.run(arguments, StreamsCatchUp::new);
    }
}
