package dev.cairn.read;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.StateCursor;
import dev.cairn.storage.StateRead;
import dev.cairn.storage.StateVersion;
import dev.cairn.storage.Storage;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The disk as readers see it: every native read passes the gate. **Threading:** any thread.
final class Disk {
    private final Storage storage;
    private final DiskReadGate gate;
    private final BlockRefs refs = new BlockRefs();

    Disk(Storage storage, DiskReadGate gate) {
        this.storage = storage;
        this.gate = gate;
    }

    boolean isEmpty() {
        return storage.committed().isEmpty();
    }

    /// The newest height that is stored; -1 if there is none.
    long height() {
        return storage.committed().map(CommittedPosition::height).orElse(-1L);
    }

    long earliestHeight() {
        return storage.earliestHeight();
    }

    OptionalLong firstHeight() {
        return storage.firstHeight();
    }

    Optional<StateValue> get(long height, byte[] key) {
        return value(gate.read(() -> storage.reader().get(height, key, 0, key.length)));
    }

    /// Fewer than were asked for if they would be more than `bytesMax` together.
    List<Optional<StateValue>> getAll(long height, List<StateKey> keys, long bytesMax) {
        return gate.read(() -> storage.reader().getAll(height, keys, bytesMax)).stream()
                .map(Disk::value)
                .toList();
    }

    GatedCursor cursor(long height, KeyRange range, ScanDirection direction) {
        StateCursor cursor = gate.read(() -> storage.reader().cursor(height, range, direction));
        return new GatedCursor(cursor, gate);
    }

    /// To look keys up with.
    GatedCursor cursor(long height, KeyRange range) {
        return new GatedCursor(gate.read(() -> storage.reader().cursor(height, range)), gate);
    }

    List<StateVersion> versions(StateKey key, long fromHeight, long toHeight, int countMax, long bytesMax) {
        return gate.read(() -> storage.reader().versions(key, fromHeight, toHeight, countMax, bytesMax));
    }

    Optional<BlockRef> ref(long height, long epoch) {
        Optional<BlockRef> remembered = refs.find(height, epoch);
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<BlockRef> found = block(height).map(BlockRecord::ref);
        found.ifPresent(block -> refs.remember(block, epoch));
        return found;
    }

    Optional<BlockRecord> block(long height) {
        return gate.read(() -> storage.reader().block(height));
    }

    Optional<BlockRecord> block(BlockHash hash) {
        return gate.read(() -> storage.reader().block(hash));
    }

    Optional<Iterator<StateKey>> changedKeys(long height, KeyRange range) {
        return gate.read(() -> storage.reader().changedKeys(height, range));
    }

    private static Optional<StateValue> value(StateRead read) {
        return switch (read) {
            case StateRead.Found(var value) -> Optional.of(value);
            case StateRead.Absent _ -> Optional.empty();
        };
    }
}
