package dev.cairn.storage;

import java.nio.file.Path;

/// A table of a database, which is written once and then only read.
///
/// @param family  what is in it: `default`, `state`, `blocks` or `changes`
/// @param level   how deep it lies: new ones come to level 0, and compaction takes them down
public record StoredFile(String family, int level, Path path, long bytes) {
    public String name() {
        return path.getFileName().toString();
    }
}
