package dev.cairn.repository;

import dev.cairn.snapshot.ManifestFile;
import java.util.Locale;

/// A file of a snapshot. Two that agree in all of this are taken for one, so what is there is not sent
/// again: RocksDB never uses a file number twice in one database, and files of two databases would have to
/// agree in size and checksum as well.
///
/// @param name    in the folder of the snapshot, which has no folders of its own
/// @param crc32c  of its bytes, as a number without sign
public record RepositoryFile(String name, long bytes, long crc32c) {
    private static final String UNFINISHED = ".part";

    public RepositoryFile {
        // It becomes a path, and may come from where others can write.
        boolean isGood = name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}")
                && !name.endsWith(UNFINISHED)
                && !name.equals(ManifestFile.NAME);
        if (!isGood || bytes < 0 || crc32c >>> 32 != 0) {
            throw new IllegalArgumentException(("expected a file of a snapshot by its plain name, a size from 0 and 32"
                            + " bits of checksum, but got '%s', %d, %x")
                    .formatted(name, bytes, crc32c));
        }
    }

    /// What distinguishes it from all others.
    String identity() {
        return String.format(Locale.ROOT, "%08x-%d-%s", crc32c, bytes, name);
    }

    /// What it is called as long as it is not whole.
    String unfinishedName() {
        return name + UNFINISHED;
    }
}
