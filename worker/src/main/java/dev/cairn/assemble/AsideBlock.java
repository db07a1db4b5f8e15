package dev.cairn.assemble;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.Optional;

/// A block event that stands aside, without its record: if its branch is followed, all is read again.
record AsideBlock(BlockRef block, Optional<BlockHash> parent, long offset, String where) {
    static AsideBlock of(Announcement announcement) {
        return new AsideBlock(
                detached(announcement.block()),
                announcement.parent().map(AsideBlock::detached),
                announcement.record().offset(),
                announcement.where());
    }

    static BlockRef detached(BlockRef block) {
        return new BlockRef(new BlockHeight(block.height().value()), detached(block.hash()));
    }

    // The hash lies in the record, which would be kept for it.
    private static BlockHash detached(BlockHash hash) {
        return new BlockHash(hash.bytes().copy());
    }
}
