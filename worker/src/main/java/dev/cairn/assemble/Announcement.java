package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.source.SourceRecord;
import java.util.Optional;

/// A block event in its place in the order of the chain.
///
/// @param bytes  what it takes in memory, beside what is counted as its block's content
record Announcement(BlockHeader header, SourceRecord record, long bytes) {
    BlockRef block() {
        return header.ref();
    }

    long height() {
        return header.ref().height().value();
    }

    Optional<BlockHash> parent() {
        return header.parent();
    }

    long nextOffset() {
        return record.offset() + 1;
    }

    String where() {
        return Where.of(record, block());
    }
}
