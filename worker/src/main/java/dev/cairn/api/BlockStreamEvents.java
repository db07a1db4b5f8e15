package dev.cairn.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.http.Json;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.read.BlockInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Server-sent events, gathered until they are sent. **Threading:** one thread.
final class BlockStreamEvents {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

    /// How long a client is to wait before it connects again.
    void retryAfter(Duration wait) {
        add(utf8("retry: " + wait.toMillis() + "\n\n"));
    }

    /// Says nothing but that the stream is alive.
    void heartbeat() {
        add(utf8(":\n\n"));
    }

    /// @param event  made by [SharedEvents]
    void add(byte[] event) {
        bytes.writeBytes(event);
    }

    /// The event of a block.
    ///
    /// @param finalHeight  the newest final one; empty if there is none
    static byte[] applied(BlockInfo block, OptionalLong finalHeight, BlockStreamId id) {
        return event("applied", id.toString(), json -> {
            writeMembers(json, block.ref());
            json.writeStringField(
                    "parent", block.parent().map(BlockHash::toString).orElse(null));
            json.writeNumberField("timestampMs", block.timestampMs());
            json.writeNumberField("changes", block.changeCount());
            json.writeFieldName("finalized");
            if (finalHeight.isPresent()) {
                json.writeNumber(finalHeight.getAsLong());
            } else {
                json.writeNull();
            }
        });
    }

    void rolledBack(BlockRef to, BlockHeight from, BlockStreamId id) {
        add(event("rolledback", id.toString(), json -> {
            json.writeObjectFieldStart("to");
            writeMembers(json, to);
            json.writeEndObject();
            json.writeNumberField("from", from.value());
        }));
    }

    /// @param next  the height that comes next, if that is known
    void reset(Optional<BlockHeight> next) {
        // An empty id is none: a client that has nothing begins as it did first.
        add(event("reset", "", json -> {
            json.writeFieldName("next");
            if (next.isPresent()) {
                json.writeNumber(next.get().value());
            } else {
                json.writeNull();
            }
        }));
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    /// Sends what was gathered.
    void sendTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
        out.flush();
        bytes.reset();
    }

    private static byte[] event(String name, String id, Json.Writer members) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(512);
        event.writeBytes(utf8("id: " + id + "\nevent: " + name + "\ndata: "));
        try (JsonGenerator json = Json.generator(event)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        event.writeBytes(utf8("\n\n"));
        return event.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void writeMembers(JsonGenerator json, BlockRef block) throws IOException {
        json.writeNumberField("height", block.height().value());
        json.writeStringField("hash", block.hash().toString());
    }
}
