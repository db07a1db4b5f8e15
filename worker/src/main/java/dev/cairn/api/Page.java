package dev.cairn.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.http.Reply;
import dev.cairn.model.BlockRef;
import dev.cairn.model.StateKey;
import dev.cairn.read.Walk;
import java.io.IOException;
import java.util.Optional;

/// A part of a list: what one turn of a walk comes to, and where it goes on. It has so many entries, or fewer if they
/// are large or far between; it may have none, and not be the last.
///
/// @param name  of the list in the answer
record Page(Cursor.Kind kind, String name, int countMax) {
    private static final long BYTES_MAX = 4L << 20;

    /// How entries are written.
    @FunctionalInterface
    interface Writer<E> {
        /// Writes it, and says how large it is, roughly.
        long write(JsonGenerator json, StateKey key, E entry) throws IOException;
    }

    /// Closes the walk, too.
    <E, W extends Walk<E>> Reply reply(Question question, BlockRef at, OpenScans.Placed<W> placed, Writer<E> writer) {
        try (placed) {
            return placed.inTurn(() -> question.reply(at, json -> {
                json.writeArrayFieldStart(name);
                Optional<StateKey> goesOnAfter = write(json, placed, writer);
                json.writeEndArray();
                json.writeStringField(
                        Cursor.PARAMETER,
                        goesOnAfter
                                .map(key -> new Cursor(kind, at, key.bytes()).text())
                                .orElse(null));
            }));
        }
    }

    /// The last key that is dealt with; empty if there is no other.
    private <E, W extends Walk<E>> Optional<StateKey> write(
            JsonGenerator json, OpenScans.Placed<W> placed, Writer<E> writer) throws IOException {
        W walk = placed.walk();
        Optional<StateKey> dealtWith = Optional.empty();
        int count = 0;
        long bytes = 0;
        do {
            if (!walk.step()) {
                return Optional.empty();
            }
            Optional<E> found = walk.found();
            if (found.isPresent()) {
                if (count == countMax || bytes >= BYTES_MAX) {
                    return dealtWith;
                }
                bytes += writer.write(json, walk.key(), found.get());
                count++;
            }
            dealtWith = Optional.of(walk.key());
        } while (!placed.isTurnOver());
        return dealtWith;
    }
}
