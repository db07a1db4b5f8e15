package dev.cairn.storage;

import java.nio.file.Path;
import java.util.Optional;

/// A file that an open database consists of, as of one moment.
///
/// @param bytes    how much of it belongs to that moment
/// @param isGrown  whether it may have grown since
/// @param content  what belongs to that moment, if it may have been written anew since
record LiveFile(Path path, long bytes, boolean isGrown, Optional<String> content) {
    String name() {
        return path.getFileName().toString();
    }

    boolean isTable() {
        return name().endsWith(".sst");
    }
}
