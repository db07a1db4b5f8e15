package dev.cairn.assemble;

import dev.cairn.model.BlockRef;
import dev.cairn.source.SourceRecord;

/// Places, as they stand in messages.
final class Where {
    private Where() {}

    static String of(SourceRecord record, BlockRef block) {
        return record.place() + ", " + of(block);
    }

    static String of(BlockRef block) {
        return "block " + block.hash() + " at height " + block.height();
    }
}
