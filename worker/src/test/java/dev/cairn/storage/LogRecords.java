package dev.cairn.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Where the records of a RocksDB log or manifest begin and end. It is a row of blocks of 32 KiB; a record is cut into
/// fragments that never cross a block, each behind a header: checksum (4 bytes), length (2, little-endian), type (1)
/// and, for logs that are used again, the number of the log (4). The rest of a block that is too short for a header
/// is zeros.
final class LogRecords {
    static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int LENGTH_AT = 4;
    static final int TYPE_AT = 6;
    private static final int FULL = 1;
    static final int LAST = 4;
    private static final int RECYCLED = 4;
    private static final int RECYCLED_FULL = FULL + RECYCLED;
    private static final int RECYCLED_LAST = LAST + RECYCLED;

    private final List<Integer> fragmentStarts = new ArrayList<>();
    private final List<Integer> recordEnds = new ArrayList<>();
    private final List<Integer> fragmentEnds = new ArrayList<>();

    LogRecords(byte[] log) {
        ByteBuffer bytes = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (at + HEADER <= log.length) {
            if (BLOCK - at % BLOCK < HEADER) {
                at += BLOCK - at % BLOCK;
                continue;
            }
            int type = log[at + TYPE_AT];
            if (type == 0) {
                return;
            }
            boolean recycled = type > LAST && type <= RECYCLED_LAST;
            fragmentStarts.add(at);
            at += HEADER + (recycled ? Integer.BYTES : 0) + Short.toUnsignedInt(bytes.getShort(at + LENGTH_AT));
            fragmentEnds.add(at);
            if (type == FULL || type == LAST || type == RECYCLED_FULL || type == RECYCLED_LAST) {
                recordEnds.add(at);
            }
        }
    }

    /// Where the headers of records or parts of them are.
    List<Integer> fragmentStarts() {
        return fragmentStarts;
    }

    /// Where whole records end.
    List<Integer> recordEnds() {
        return recordEnds;
    }

    /// Where records or parts of them end.
    List<Integer> fragmentEnds() {
        return fragmentEnds;
    }
}
