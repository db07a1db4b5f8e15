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
        text("retry: " + wait.toMillis() + "\n\n");
    }

    /// Says nothing but that the stream is alive.
    void heartbeat() {
        text(":\n\n");
    }

    /// @param finalHeight  the newest final one; empty if there is none
    void applied(BlockInfo block, OptionalLong finalHeight, BlockStreamId id) {
        event("applied", id.toString(), json -> {
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
        event("rolledback", id.toString(), json -> {
            json.writeObjectFieldStart("to");
            writeMembers(json, to);
            json.writeEndObject();
            json.writeNumberField("from", from.value());
        });
    }

    /// @param next  the height that comes next, if that is known
    void reset(Optional<BlockHeight> next) {
        // An empty id is none: a client that has nothing begins as it did first.
        event("reset", "", json -> {
            json.writeFieldName("next");
            if (next.isPresent()) {
                json.writeNumber(next.get().value());
            } else {
                json.writeNull();
            }
        });
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

    private void event(String name, String id, Json.Writer members) {
        text("id: " + id + "\nevent: " + name + "\ndata: ");
        try (JsonGenerator json = Json.generator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text("\n\n");
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeMembers(JsonGenerator json, BlockRef block) throws IOException {
        json.writeNumberField("height", block.height().value());
        json.writeStringField("hash", block.hash().toString());
    }
}
