package dev.cairn.read;

import dev.cairn.mvcc.MvccReader;
import dev.cairn.storage.Storage;

/// Readers with each way to find what differs between two heights.
public final class Readers {
    private static final ReadConfig CONCURRENT_READS = new ReadConfig(4);
    private static final ListBounds NOTHING_LISTED = new ListBounds(0, 0, 0);

    private static final ListBounds HARDLY_ANYTHING_LISTED = new ListBounds(2, 3, 3);

    private Readers() {}

    /// By the blocks' lists of changed keys, as long as these are not huge.
    public static StateReader listing(MvccReader memory, Storage storage) {
        return new StateReader(memory, storage, CONCURRENT_READS);
    }

    /// By lists as long as there are hardly any, and by walking both states otherwise.
    public static StateReader listingFew(MvccReader memory, Storage storage) {
        return new StateReader(memory, storage, CONCURRENT_READS, HARDLY_ANYTHING_LISTED);
    }

    /// By walking both states, always.
    public static StateReader walking(MvccReader memory, Storage storage) {
        return new StateReader(memory, storage, CONCURRENT_READS, NOTHING_LISTED);
    }
}
