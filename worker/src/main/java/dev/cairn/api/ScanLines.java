package dev.cairn.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.http.Json;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.ReplyBody;
import dev.cairn.model.BlockRef;
import dev.cairn.read.ReadsEndedException;
import dev.cairn.read.StateScan;
import dev.cairn.thread.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// A scan as lines of JSON: the block it was read at, the entries, and a last one that says how many they were. Without
/// that one the stream has been cut. Where it takes too long, as with a client that reads slowly, the last one says so
/// and where it goes on: what a list reads from is not held for days.
final class ScanLines implements ReplyBody.Streamed {
    /// Of keys and values, roughly; what is read in one turn.
    private static final int PIECE_BYTES = 8 << 10;

    private final Question question;
    private final BlockRef at;
    private final OpenScans.Placed<StateScan> placed;
    private final StateScan scan;
    private final OpenScans openScans;
    private final Deadline end;
    private long count;

    ScanLines(Question question, BlockRef at, OpenScans.Placed<StateScan> placed, OpenScans openScans) {
        this.question = question;
        this.at = at;
        this.placed = placed;
        scan = placed.scan();
        this.openScans = openScans;
        end = Deadline.in(openScans.timeMax());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        send(out, json -> {
            line(json, () -> Entries.at(json, question.shard().number(), at));
            return true;
        });
        boolean goesOn = true;
        while (goesOn) {
            boolean isTooLong = count > 0 && end.hasPassed();
            goesOn = send(out, isTooLong ? this::tooLong : json -> openScans.inTurn(() -> writePiece(json)));
        }
    }

    private interface Piece {
        /// Whether there is more.
        boolean write(JsonGenerator json) throws IOException;
    }

    /// Each has a buffer of its own: one large value would stay in memory to the end otherwise.
    private static boolean send(OutputStream out, Piece piece) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * PIECE_BYTES);
        boolean goesOn;
        try (JsonGenerator json = Json.generator(bytes)) {
            goesOn = piece.write(json);
        }
        bytes.writeTo(out);
        return goesOn;
    }

    /// Whether there is more.
    private boolean writePiece(JsonGenerator json) throws IOException {
        Entries entries = new Entries(question.parameters().encoding());
        long bytes = 0;
        try {
            while (bytes < PIECE_BYTES) {
                if (!scan.next()) {
                    line(json, () -> json.writeNumberField("entries", count));
                    return false;
                }
                entries.entry(json, scan.key(), Optional.of(scan.value()));
                json.writeRaw('\n');
                bytes += scan.key().bytes().length() + scan.value().bytes().length();
                count++;
            }
            return true;
        } catch (RefusedException e) {
            line(json, () -> json.writeStringField("error", e.problem().detail()));
            return false;
        } catch (ReadsEndedException _) {
            Problem closing = Problem.closing();
            line(json, () -> json.writeStringField("error", closing.title() + "; " + closing.detail()));
            return false;
        }
    }

    private boolean tooLong(JsonGenerator json) throws IOException {
        line(json, () -> {
            json.writeStringField(
                    "error",
                    "this list took longer than " + openScans.timeMax().toMillis()
                            + " ms (api.scan-time-max); ask the same again with this cursor for what follows, and read"
                            + " faster, or only what is needed");
            json.writeStringField(
                    Cursor.PARAMETER,
                    new Cursor(Cursor.Kind.SCAN, at, scan.key().bytes()).text());
        });
        return false;
    }

    @Override
    public void close() {
        placed.close();
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
