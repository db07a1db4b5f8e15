package dev.cairn.decode;

import dev.cairn.spelling.Quoted;

/// Bytes that are no event. It never leaves this package: [RecordDecoder] turns it into an [UndecodableRecord], which
/// also knows the topic, partition and offset. It has no stack trace, so a topic full of rubbish stays cheap to read.
final class MalformedEvent extends Exception {
    private static final long serialVersionUID = 1;

    private final String expected;
    private final String found;
    private final String location;

    MalformedEvent(String expected, String found, String location) {
        super("expected " + expected + ", but found " + found + " (" + location + ")", null, false, false);
        this.expected = expected;
        this.found = Quoted.of(found);
        this.location = location;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }

    String location() {
        return location;
    }
}
