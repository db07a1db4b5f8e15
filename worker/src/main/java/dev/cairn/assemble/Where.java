package dev.cairn.assemble;

import dev.cairn.model.BlockRef;
import dev.cairn.source.SourceRecord;

/// Places, as they stand in messages.
final class Where {
    private Where() {}

    static String of(SourceRecord record) {
        return "topic %s, partition %d, offset %d"
                .formatted(record.partition().topic(), record.partition().partition(), record.offset());
    }

    static String of(SourceRecord record, BlockRef block) {
        return of(record) + ", " + of(block);
    }

    static String of(BlockRef block) {
        return "block " + block.hash() + " at height " + block.height();
    }
}
