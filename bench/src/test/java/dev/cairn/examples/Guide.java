package dev.cairn.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// What docs/events.md shows, read from its lines.
final class Guide {
    private Guide() {}

    /// The rows of the table whose first line is the given one.
    static List<String> rowsBelow(String head) throws IOException {
        List<String> lines = lines();
        int start = lines.indexOf(head);
        if (start < 0) {
            throw new AssertionError("docs/events.md has no table with the head " + head);
        }
        return lines.stream()
                .skip(start + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    /// The one event it shows as JSON.
    static String json() throws IOException {
        return lines().stream()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/events.md shows no event as JSON"));
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(ExampleProducer.DOCS.resolve("events.md"));
    }
}
