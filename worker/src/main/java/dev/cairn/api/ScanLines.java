package dev.cairn.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.http.Json;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.ReplyBody;
import dev.cairn.model.BlockRef;
import dev.cairn.model.StateValue;
import dev.cairn.read.ReadsEndedException;
import dev.cairn.read.Walk;
import dev.cairn.thread.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A scan as lines of JSON: the block it was read at, the entries, and a last one that says how many they were. Without
/// that one the stream has been cut. Where it takes too long, as with a client that reads slowly, the last one says so
/// and where it goes on: what a list reads from is not held for days.
final class ScanLines implements ReplyBody.Streamed {
    /// Of keys and values, roughly; what is read in one turn, if that is not over before.
    private static final int PIECE_BYTES = 8 << 10;

    private final int shard;
    private final BlockRef at;
    private final Entries entries;
    private final OpenScans.Placed<? extends Walk<StateValue>> placed;
    private final Walk<StateValue> walk;
    private final Deadline end;
    private long count;

    ScanLines(int shard, BlockRef at, Entries entries, OpenScans.Placed<? extends Walk<StateValue>> placed) {
        this.shard = shard;
        this.at = at;
        this.entries = entries;
        this.placed = placed;
        walk = placed.walk();
        end = Deadline.in(placed.timeMax());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        send(out, json -> {
            line(json, () -> Entries.at(json, shard, at));
            return true;
        });
        // Whatever the time is, one turn is taken, so that there is a key to go on after.
        boolean goesOn = send(out, this::turn);
        while (goesOn) {
            goesOn = send(out, end.hasPassed() ? this::tooLong : this::turn);
        }
    }

    private interface Piece {
        /// Whether there is more.
        boolean write(JsonGenerator json) throws IOException;
    }

    /// Each has a buffer of its own: one large value would stay in memory to the end otherwise.
    ///
    /// What a turn that passed over much has come to goes out at once, and if that is nothing, a blank, which JSON
    /// may have in front of the line to come. Otherwise nobody would notice that the client has left, and the walk
    /// would go on for nobody.
    private static boolean send(OutputStream out, Piece piece) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * PIECE_BYTES);
        boolean goesOn;
        try (JsonGenerator json = Json.generator(bytes)) {
            goesOn = piece.write(json);
        }
        if (bytes.size() == 0) {
            out.write(' ');
        }
        bytes.writeTo(out);
        if (bytes.size() < PIECE_BYTES) {
            out.flush();
        }
        return goesOn;
    }

    private boolean turn(JsonGenerator json) throws IOException {
        return placed.inTurn(() -> writePiece(json));
    }

    /// Whether there is more.
    private boolean writePiece(JsonGenerator json) throws IOException {
        long bytes = 0;
        try {
            do {
                if (!walk.step()) {
                    line(json, () -> json.writeNumberField("entries", count));
                    return false;
                }
                if (walk.found().isPresent()) {
                    entries.entry(json, walk.key(), walk.found());
                    json.writeRaw('\n');
                    bytes += walk.key().bytes().length()
                            + walk.found().get().bytes().length();
                    count++;
                }
            } while (bytes < PIECE_BYTES && !placed.isTurnOver());
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
                    "this list took longer than " + placed.timeMax().toMillis()
                            + " ms (api.scan-time-max); ask the same again with this cursor for what follows, and read"
                            + " faster, or only what is needed");
            json.writeStringField(
                    Cursor.PARAMETER,
                    new Cursor(Cursor.Kind.SCAN, at, walk.key().bytes()).text());
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
