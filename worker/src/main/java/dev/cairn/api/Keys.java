package dev.cairn.api;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import java.util.List;
import java.util.Optional;

/// Keys, and ranges of them, as parameters.
final class Keys {
    static final String PREFIX = "prefix";
    private static final String FROM = "from";
    private static final String TO = "to";
    static final List<String> RANGE = List.of(PREFIX, FROM, TO, "direction");

    private Keys() {}

    static StateKey required(Parameters parameters, String name) {
        return parameters
                .bytes(name)
                .filter(bytes -> StateKey.isValidLength(bytes.length()))
                .map(StateKey::new)
                .orElseThrow(() -> parameters.refused(
                        name,
                        "a key of 1 to " + StateKey.MAX_LENGTH + " bytes: "
                                + parameters.encoding().accepted()));
    }

    /// All keys with a prefix, or those from one to another.
    static KeyRange range(Parameters parameters) {
        if (parameters.has(PREFIX)) {
            if (parameters.has(FROM) || parameters.has(TO)) {
                throw parameters.refused(PREFIX, "left out where from or to is given");
            }
            return prefix(parameters);
        }
        return new KeyRange(parameters.bytes(FROM).orElse(Bytes.EMPTY), parameters.bytes(TO));
    }

    /// All keys, if no prefix is given.
    static KeyRange prefix(Parameters parameters) {
        return parameters.bytes(PREFIX).map(KeyRange::prefix).orElseGet(KeyRange::all);
    }

    static ScanDirection direction(Parameters parameters) {
        return parameters.read("direction", "asc or desc", Keys::parseDirection).orElse(ScanDirection.ASCENDING);
    }

    /// What is left of a range behind a page.
    static KeyRange rest(KeyRange range, ScanDirection direction, Optional<Cursor> cursor) {
        return cursor.map(Cursor::key)
                .map(last -> direction == ScanDirection.ASCENDING ? range.after(last) : range.before(last))
                .orElse(range);
    }

    private static Optional<ScanDirection> parseDirection(String text) {
        return switch (text) {
            case "asc" -> Optional.of(ScanDirection.ASCENDING);
            case "desc" -> Optional.of(ScanDirection.DESCENDING);
            default -> Optional.empty();
        };
    }
}
