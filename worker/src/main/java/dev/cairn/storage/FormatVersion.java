package dev.cairn.storage;

import java.nio.ByteBuffer;

/// The layout on disk. It is raised when rows or families change their meaning; what is newer than this program is
/// refused, since writing into it could ruin it.
final class FormatVersion {
    static final int CURRENT = 5;

    private FormatVersion() {}

    static byte[] encode(int version) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(version).array();
    }

    /// Gives the version, which is one that this program knows.
    static int check(byte[] row, String where) {
        if (row.length != Integer.BYTES) {
            throw new RecordReader("row 'format' of " + where, row).corrupt("4 bytes", row.length + " bytes");
        }
        int found = ByteBuffer.wrap(row).getInt();
        if (found != CURRENT) {
            throw new StorageRefusedException(
                    "The database in %s has format version %d, but this program writes version %d. %s"
                            .formatted(where, found, CURRENT, advice(found)));
        }
        return found;
    }

    private static String advice(int found) {
        return found > CURRENT
                ? "It was written by a newer release: run that one, or begin again in an empty directory."
                : "Nothing was ever released with it: begin again in an empty directory.";
    }
}
