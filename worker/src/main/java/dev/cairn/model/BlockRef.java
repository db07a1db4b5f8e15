package dev.cairn.model;

/// Which block: its height and its hash together, since a height alone may name blocks of two branches.
public record BlockRef(BlockHeight height, BlockHash hash) {
    @Override
    public String toString() {
        return height + ":" + hash;
    }
}
