package dev.cairn.api;

import dev.cairn.read.BlockInfo;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The events of the newest blocks as bytes, made once for all streams of a shard: a thousand clients that follow the
/// chain are told the same of a block, id included, but for those that have only just begun. **Threading:** any.
///
/// Each height has one of a few places, and whoever comes last has it. Two streams that find it taken by another branch
/// make the same event anew, which costs what it would without this.
final class SharedEvents {
    private static final int PLACES = 64;

    private final AtomicReferenceArray<Event> newest = new AtomicReferenceArray<>(PLACES);

    @SuppressWarnings("ArrayRecordComponent") // shared, and written by nobody
    private record Event(BlockStreamId id, OptionalLong finalHeight, byte[] bytes) {}

    /// The event of a block, not to be changed.
    ///
    /// @param finalHeight  the newest final one; empty if there is none
    byte[] applied(BlockInfo block, OptionalLong finalHeight, BlockStreamId id) {
        int place = (int) (block.ref().height().value() % PLACES);
        Event known = newest.get(place);
        if (known != null && known.id.equals(id) && known.finalHeight.equals(finalHeight)) {
            return known.bytes;
        }
        byte[] bytes = BlockStreamEvents.applied(block, finalHeight, id);
        newest.set(place, new Event(id, finalHeight, bytes));
        return bytes;
    }
}
