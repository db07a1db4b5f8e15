package dev.cairn.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/// Walks over a log or a manifest as RocksDB's own reader does, to find the place where that one would stand still.
///
/// Both are rows of blocks of 32 KiB. A record is cut into fragments that never cross a block, each behind a header:
/// checksum of all that follows it (4 bytes), length (2, little-endian), type (1). Some types are only for logs that
/// are written into the file of an older one. If a log that began without them shows one later, RocksDB 11.8.1 calls
/// the fragment bad without stepping over it, and finds the same again, for ever: it does so before it looks at the
/// checksum, so one flipped bit is enough. The loop is in native code, where nothing can end it but the process.
///
/// All other damage ends RocksDB's reading in some way, so it is left to RocksDB to judge: this walk drops the rest of
/// a block where RocksDB does, and goes on.
final class LogWalk {
    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int LENGTH_AT = 4;
    private static final int TYPE_AT = 6;

    private static final int NONE = 0;
    private static final int FULL = 1;
    private static final int LAST = 4;

    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private boolean recordSeen;

    private LogWalk() {}

    /// Where the header is that RocksDB would read for ever; empty if it would come to an end.
    static OptionalLong endlessAt(ReadableByteChannel log) throws IOException {
        return new LogWalk().walk(log);
    }

    private OptionalLong walk(ReadableByteChannel log) throws IOException {
        for (long start = 0; fill(log); start += BLOCK) {
            int at = whereReadingStops();
            if (at + HEADER <= block.limit() && isOfReusedFile(type(at))) {
                // A log that begins with such a type is read in another way, which ends.
                return recordSeen ? OptionalLong.of(start + at) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private boolean fill(ReadableByteChannel log) throws IOException {
        block.clear();
        while (block.hasRemaining() && log.read(block) >= 0) {
            // A read may give less than there is.
        }
        block.flip();
        return block.hasRemaining();
    }

    /// The first place in the block that is no sound fragment, or where there is no room for one.
    private int whereReadingStops() {
        int at = 0;
        while (at + HEADER <= block.limit() && isSound(at)) {
            recordSeen |= type(at) == FULL || type(at) == LAST;
            at += HEADER + length(at);
        }
        return at;
    }

    private boolean isSound(int at) {
        int end = at + HEADER + length(at);
        if (isOfReusedFile(type(at)) || end > block.limit() || (type(at) == NONE && length(at) == 0)) {
            return false;
        }
        checksum.reset();
        checksum.update(block.slice(at + TYPE_AT, end - at - TYPE_AT));
        return masked((int) checksum.getValue()) == block.getInt(at);
    }

    /// As RocksDB stores checksums, so that data with checksums in it does not have a weak one itself.
    private static int masked(int checksum) {
        return Integer.rotateRight(checksum, 15) + 0xa282ead8;
    }

    private static boolean isOfReusedFile(int type) {
        return (type >= 5 && type <= 8) || type == 11 || type == 131;
    }

    private int type(int at) {
        return Byte.toUnsignedInt(block.get(at + TYPE_AT));
    }

    private int length(int at) {
        return Short.toUnsignedInt(block.getShort(at + LENGTH_AT));
    }
}
