package dev.cairn.simulation;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a step writes to one key, or to a whole run of keys. Most values come from the block, so no two are alike.
record KeyWrite(String key, Kind kind) {
    /// Few, so that blocks meet; each the beginning of another, and one that follows another without a gap.
    static final List<String> KEYS = List.of("a", "a\0", "aa", "ab", "b", "ba", "c", "z");

    /// More than fit into the first chunks of a scan.
    private static final int RUN = 50;

    enum Kind {
        PUT("puts %s"),
        DELETE("deletes %s"),
        PUT_AGAIN("puts the usual %s"),
        PUT_EMPTY("puts an empty %s"),
        PUT_LONG("puts a long %s"),
        PUT_RUN("puts all %s00 to %s49"),
        DELETE_RUN("deletes all %s00 to %s49");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    /// What the keys become.
    ///
    /// @param serial  tells blocks apart
    NavigableMap<String, Optional<String>> changes(int serial) {
        return switch (kind) {
            case PUT -> one(Optional.of("v" + serial));
            case DELETE -> one(Optional.empty());
            case PUT_AGAIN -> one(Optional.of("usual"));
            case PUT_EMPTY -> one(Optional.of(""));
            case PUT_LONG -> one(Optional.of(("long" + serial + ".").repeat(2_000)));
            case PUT_RUN -> run(Optional.of(("run" + serial + ".").repeat(10)));
            case DELETE_RUN -> run(Optional.empty());
        };
    }

    @Override
    public String toString() {
        String shown = key.replace("\0", "\\0");
        return kind.sentence.formatted(shown, shown);
    }

    private NavigableMap<String, Optional<String>> one(Optional<String> value) {
        NavigableMap<String, Optional<String>> changes = new TreeMap<>();
        changes.put(key, value);
        return changes;
    }

    private NavigableMap<String, Optional<String>> run(Optional<String> value) {
        NavigableMap<String, Optional<String>> changes = new TreeMap<>();
        for (int i = 0; i < RUN; i++) {
            changes.put(key + i / 10 + i % 10, value);
        }
        return changes;
    }
}
