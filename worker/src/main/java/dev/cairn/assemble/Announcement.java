package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.source.SourceRecord;
import java.util.Optional;

/// A block event in its place in the order of the chain.
record Announcement(BlockHeader header, SourceRecord record) {
    BlockRef block() {
        return header.ref();
    }

    long height() {
        return header.ref().height().value();
    }

    Optional<BlockHash> parent() {
        return header.parent();
    }

    String where() {
        return Where.of(record, block());
    }
}
