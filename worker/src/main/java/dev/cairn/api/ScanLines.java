package dev.cairn.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.http.Json;
import dev.cairn.http.RefusedException;
import dev.cairn.http.ReplyBody;
import dev.cairn.model.BlockRef;
import dev.cairn.read.StateScan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// A scan as lines of JSON: the block it was read at, the entries, and a last one that says how many they were. Without
/// that one the stream has been cut.
final class ScanLines implements ReplyBody.Streamed {
    private final Question question;
    private final BlockRef at;
    private final StateScan scan;
    private final Runnable release;

    ScanLines(Question question, BlockRef at, StateScan scan, Runnable release) {
        this.question = question;
        this.at = at;
        this.scan = scan;
        this.release = release;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Entries entries = new Entries(question.parameters().encoding());
        try (JsonGenerator json = Json.generator(out)) {
            line(json, () -> Entries.at(json, question.shard().number(), at));
            long count = 0;
            try {
                while (scan.next()) {
                    entries.entry(json, scan.key(), Optional.of(scan.value()));
                    json.writeRaw('\n');
                    count++;
                }
            } catch (RefusedException e) {
                line(json, () -> json.writeStringField("error", e.problem().detail()));
                return;
            }
            long all = count;
            line(json, () -> json.writeNumberField("entries", all));
        }
    }

    @Override
    public void close() {
        scan.close();
        release.run();
    }

    private interface Members {
        void write() throws IOException;
    }

    private static void line(JsonGenerator json, Members members) throws IOException {
        json.writeStartObject();
        members.write();
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
