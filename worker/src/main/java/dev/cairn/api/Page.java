package dev.cairn.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import java.io.IOException;
import java.util.Optional;

/// A part of a list: so many entries, or fewer if they are large, and where it goes on.
final class Page {
    private static final long BYTES_MAX = 4L << 20;

    private final int countMax;
    private int count;
    private long bytes;
    private Optional<Bytes> last = Optional.empty();

    Page(int countMax) {
        this.countMax = countMax;
    }

    /// Whether one more has its place on it.
    boolean hasRoom() {
        return count < countMax && bytes < BYTES_MAX;
    }

    /// @param entryLast   what the list goes on after, if the page ends here
    /// @param entryBytes  roughly
    void took(Bytes entryLast, long entryBytes) {
        count++;
        bytes += entryBytes;
        last = Optional.of(entryLast);
    }

    /// @param goesOn  whether there is more
    void end(JsonGenerator json, Cursor.Kind kind, BlockRef at, boolean goesOn) throws IOException {
        json.writeFieldName(Cursor.PARAMETER);
        if (goesOn) {
            json.writeString(new Cursor(kind, at, last.orElseThrow()).text());
        } else {
            json.writeNull();
        }
    }
}
