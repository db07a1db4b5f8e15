package dev.cairn.storage;

import java.nio.ByteBuffer;

/// The layout on disk. It is raised when rows or families change their meaning, with a [Migration] from the one
/// before. What is newer than this program is refused, since writing into it could ruin it.
final class FormatVersion {
    static final int CURRENT = 1;

    private FormatVersion() {}

    static byte[] encode(int version) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(version).array();
    }

    /// Gives the version, which is this one or an older one that there is a way from.
    static int read(byte[] row, String where) {
        if (row.length != Integer.BYTES) {
            throw new RecordReader("row 'format' of " + where, row).corrupt("4 bytes", row.length + " bytes");
        }
        int found = ByteBuffer.wrap(row).getInt();
        if (found < Migration.OLDEST || found > CURRENT) {
            throw new StorageRefusedException("The database in " + where + " has format version " + found
                    + ", but this program knows " + Migration.OLDEST + " to " + CURRENT
                    + ". It was written by a newer release: run that one, or begin again in an empty directory.");
        }
        return found;
    }

    /// For who only reads, and changes nothing.
    static void refuseOlder(int version, String where) {
        if (version < CURRENT) {
            throw new StorageRefusedException("The database in " + where + " has format version " + version
                    + ", and is read as version " + CURRENT
                    + ". A worker of this release brings it there when it opens it: run one first.");
        }
    }
}
