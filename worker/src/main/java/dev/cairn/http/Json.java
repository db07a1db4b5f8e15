package dev.cairn.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Answers as JSON, written member by member: what is large is never held as a tree.
public final class Json {
    private static final int BUFFERS_MAX = 64;

    /// Values that follow one another are parted by whoever writes them.
    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            // Each request has a thread of its own, so buffers that belong to threads would be made anew for each.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS_MAX))
            .build()
            .setRootValueSeparator(""));

    private Json() {}

    /// Writes one value.
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = generator(bytes)) {
            writer.write(json);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// What it writes goes on to the stream when it is full, flushed or closed.
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out);
    }
}
