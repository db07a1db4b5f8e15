package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A client of the stream, as one would be written from its description: reads server-sent events as the HTML standard
/// has it, and does what they say. It believes nothing: a block whose parent it does not have is a failure.
final class StreamClient {
    private static final JsonMapper JSON = new JsonMapper();

    /// Hashes by height.
    private final NavigableMap<Long, String> blocks = new TreeMap<>();
    private final List<String> heard = new ArrayList<>();
    private final StringBuilder unread = new StringBuilder();
    /// Which block the next one has to follow, if that is known.
    private Optional<String> parent = Optional.empty();
    private Optional<String> lastId = Optional.empty();
    private int heartbeats;

    /// What came over the wire; what is no whole event yet waits for its rest.
    void receive(byte[] bytes) {
        unread.append(new String(bytes, StandardCharsets.UTF_8));
        for (int end = unread.indexOf("\n\n"); end >= 0; end = unread.indexOf("\n\n")) {
            event(unread.substring(0, end));
            unread.delete(0, end + 2);
        }
    }

    /// Half an event counts for nothing.
    void disconnected() {
        unread.setLength(0);
    }

    /// Forgets everything.
    void beginAnew() {
        blocks.clear();
        parent = Optional.empty();
        lastId = Optional.empty();
    }

    Optional<String> lastId() {
        return lastId;
    }

    NavigableMap<Long, String> blocks() {
        return blocks;
    }

    /// The hash of the block that the next one has to follow.
    Optional<String> position() {
        return parent;
    }

    /// Each event in a few words, in the order they came.
    List<String> heard() {
        return heard;
    }

    int heartbeats() {
        return heartbeats;
    }

    private void event(String lines) {
        String id = "";
        String name = "";
        String data = "";
        for (String line : lines.split("\n", -1)) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon)) {
                case "" -> heartbeats++;
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data = value;
                case "retry" -> assertThat(value).isEqualTo("1000");
                default -> throw new AssertionError("expected a line of an event, but got " + line);
            }
        }
        if (!name.isEmpty()) {
            obey(name, json(data));
            lastId = Optional.of(id).filter(text -> !text.isEmpty());
        }
    }

    private void obey(String name, JsonNode data) {
        switch (name) {
            case "applied" -> applied(data);
            case "rolledback" -> {
                long height = data.get("to").get("height").asLong();
                String hash = data.get("to").get("hash").asText();
                assertThat(height).isLessThan(data.get("from").asLong());
                assertThat(blocks.getOrDefault(height, hash)).isEqualTo(hash);
                blocks.tailMap(height, false).clear();
                parent = Optional.of(hash);
                heard.add("back to " + height);
            }
            case "reset" -> {
                blocks.clear();
                parent = Optional.empty();
                heard.add("reset " + data.get("next"));
            }
            default -> throw new AssertionError("expected an event that is described, but got " + name);
        }
    }

    private void applied(JsonNode data) {
        long height = data.get("height").asLong();
        parent.ifPresent(hash -> assertThat(data.get("parent").asText()).isEqualTo(hash));
        if (!blocks.isEmpty()) {
            assertThat(height).isEqualTo(blocks.lastKey() + 1);
        }
        String hash = data.get("hash").asText();
        blocks.put(height, hash);
        parent = Optional.of(hash);
        heard.add("block " + height);
    }

    private static JsonNode json(String data) {
        try {
            return JSON.readTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
