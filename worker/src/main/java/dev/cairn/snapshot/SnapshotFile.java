package dev.cairn.snapshot;

/// A file of a snapshot, as its manifest has it.
///
/// @param name    without a folder: all of them lie side by side
/// @param crc32c  checksum of its bytes
public record SnapshotFile(String name, long bytes, int crc32c) {
    public SnapshotFile {
        // It becomes part of a path: a manifest may come from somewhere else.
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("expected the name of a file, but got '" + name + "'");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("expected a size from 0 on for '" + name + "', but got " + bytes);
        }
    }
}
