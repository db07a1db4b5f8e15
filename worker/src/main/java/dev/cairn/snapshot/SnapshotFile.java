package dev.cairn.snapshot;

/// A file of a snapshot, as its manifest has it.
///
/// @param name    without a folder: all of them lie side by side
/// @param crc32c  checksum of its bytes
public record SnapshotFile(String name, long bytes, int crc32c) {
    public SnapshotFile {
        // It becomes part of a path, and a manifest may come from where others can write.
        boolean isPlain = name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
        if (!isPlain || name.equals(ManifestFile.NAME)) {
            throw new IllegalArgumentException("expected the plain name of a file, but got '" + name + "'");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("expected a size from 0 on for '" + name + "', but got " + bytes);
        }
    }
}
