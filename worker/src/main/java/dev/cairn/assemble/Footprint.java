package dev.cairn.assemble;

import dev.cairn.model.StateChanges;
import dev.cairn.source.SourceRecord;

/// What is held takes in memory, roughly: the records' own bytes, and the objects around them.
final class Footprint {
    private static final int CONTENT_BYTES = 600;
    private static final int TRANSACTION_BYTES = 240;
    private static final int ANNOUNCEMENT_BYTES = 420;
    private static final int PLACE_BYTES = 100;
    private static final int HASH_BYTES = 200;
    private static final int ASIDE_BLOCK_BYTES = 500;
    private static final int BYTES_PER_CHANGE = 4 * Integer.BYTES;

    private Footprint() {}

    /// Of a block event in the queue that is held as its block's content already.
    static long ofPlace() {
        return PLACE_BYTES;
    }

    /// Of a block of which only the hash is kept.
    static long ofHash() {
        return HASH_BYTES;
    }

    /// Of a block event that stands aside.
    static long ofAsideBlock() {
        return ASIDE_BLOCK_BYTES;
    }

    static long ofContent() {
        return CONTENT_BYTES;
    }

    static long ofTransaction(SourceRecord record, StateChanges changes) {
        return TRANSACTION_BYTES + ofEvent(record, changes);
    }

    static long ofAnnouncement(SourceRecord record, StateChanges changes) {
        return ANNOUNCEMENT_BYTES + ofEvent(record, changes);
    }

    private static long ofEvent(SourceRecord record, StateChanges changes) {
        return record.bytes() + (long) BYTES_PER_CHANGE * changes.size();
    }
}
