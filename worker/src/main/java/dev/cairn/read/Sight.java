package dev.cairn.read;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MemoryVersion;
import dev.cairn.mvcc.MvccView;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.StateVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What one read sees: memory as it was when the read began, and the disk from then on.
///
/// The view fixes the branch. Above its newest final block only the view counts: by now the disk may have blocks
/// of those heights from another branch. Up to it both sides tell the same, and the disk has whatever memory let
/// go of. A view that is so old that the floor passed its final block finds the disk pruned; then a new one is
/// taken.
final class Sight {
    private static final KeyRange NOTHING = KeyRange.between(Bytes.EMPTY, Bytes.EMPTY);

    private final MvccView memory;
    private final Disk disk;
    private final long epoch;
    private final long finalizedHeight;
    private final long storedHeight;

    /// @param epoch  says when branches on disk were replaced last
    Sight(MvccView memory, Disk disk, long epoch) {
        this.memory = memory;
        this.disk = disk;
        this.epoch = epoch;
        finalizedHeight =
                memory.finalizedBlock().map(block -> block.height().value()).orElse(-1L);
        storedHeight = Math.min(finalizedHeight, disk.height());
    }

    Optional<BlockRef> applied() {
        return memory.appliedBlock();
    }

    Optional<BlockRef> finalized() {
        return memory.finalizedBlock();
    }

    /// The newest block of this branch that is known to be on disk; -1 if there is none. All later ones are in
    /// memory.
    long storedHeight() {
        return storedHeight;
    }

    /// The lowest height that can be asked for.
    long earliest() {
        return disk.isEmpty() ? oldestInMemory() : disk.earliestHeight();
    }

    boolean isPruned(long height) {
        return height < earliest();
    }

    /// Whether nothing came before the block of this height, so that the state before it is known: it is empty.
    boolean isFirst(long height) {
        return disk.isEmpty()
                ? height == oldestInMemory()
                : disk.firstHeight().stream().anyMatch(first -> first == height);
    }

    Optional<BlockRef> block(long height) {
        return memory.block(height)
                .map(layer -> layer.facts().ref())
                .or(() -> height > storedHeight ? Optional.empty() : disk.ref(height, epoch));
    }

    BlockInfo info(long height) {
        return height > storedHeight ? BlockInfo.of(layer(height)) : BlockInfo.of(record(height));
    }

    Optional<BlockInfo> info(BlockHash hash) {
        return memory.block(hash)
                .map(layer -> layer.height())
                .or(() -> disk.block(hash).map(BlockRecord::height).filter(height -> height <= storedHeight))
                .filter(height -> !isPruned(height))
                .map(this::info);
    }

    BlockRecord record(long height) {
        return disk.block(height).orElseThrow(() -> missing(height));
    }

    List<BlockLayer> layersAboveStored() {
        return memory.blocks().stream()
                .filter(layer -> layer.height() > storedHeight)
                .toList();
    }

    Optional<StateValue> value(StateKey key, long height) {
        byte[] array = key.bytes().toArray();
        Optional<MemoryVersion> version = memory.find(array, 0, array.length, height);
        if (version.isPresent()) {
            return version.get().value();
        }
        return finalizedHeight < 0 ? Optional.empty() : disk.get(onDisk(height), array);
    }

    /// As [#value], with one read for all that memory does not know.
    ///
    /// @throws ValuesTooLargeException  if those are larger than `bytesMax` together
    List<Optional<StateValue>> values(List<StateKey> keys, long height, long bytesMax) {
        List<Optional<StateValue>> values = new ArrayList<>(keys.size());
        List<StateKey> unknown = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (StateKey key : keys) {
            byte[] array = key.bytes().toArray();
            Optional<MemoryVersion> version = memory.find(array, 0, array.length, height);
            if (version.isEmpty()) {
                unknown.add(key);
                places.add(values.size());
            }
            values.add(version.flatMap(MemoryVersion::value));
        }
        if (!unknown.isEmpty() && finalizedHeight >= 0) {
            List<Optional<StateValue>> stored = disk.getAll(onDisk(height), unknown, bytesMax);
            if (stored.size() < unknown.size()) {
                throw new ValuesTooLargeException(bytesMax);
            }
            for (int i = 0; i < places.size(); i++) {
                values.set(places.get(i), stored.get(i));
            }
        }
        return values;
    }

    StateScan scan(KeyRange range, ScanDirection direction, long height) {
        return new StateScan(memory.cursor(height, direction), cursor(range, direction, height), range, direction);
    }

    PinnedState pinned(KeyRange range, long height) {
        GatedCursor stored = finalizedHeight < 0 ? disk.cursor(0, NOTHING) : disk.cursor(onDisk(height), range);
        return new PinnedState(memory, stored, height);
    }

    /// The versions of a key between two heights, both included, newest first; from disk not many more than `bytesMax`
    /// allows, see [dev.cairn.storage.StorageReader#versions].
    List<StateVersion> versions(StateKey key, long fromHeight, long toHeight, int countMax, long bytesMax) {
        List<StateVersion> versions = new ArrayList<>();
        long memoryAbove = Math.max(fromHeight - 1, storedHeight);
        for (MemoryVersion version : memory.versions(key, memoryAbove, toHeight, countMax)) {
            versions.add(new StateVersion(version.height(), version.value()));
        }
        long storedTo = Math.min(toHeight, storedHeight);
        if (fromHeight <= storedTo && versions.size() < countMax) {
            long bytes = versions.stream().mapToLong(StateVersion::valueBytes).sum();
            versions.addAll(disk.versions(
                    key, fromHeight, storedTo, countMax - versions.size(), Math.max(0, bytesMax - bytes)));
        }
        return versions;
    }

    int changeCount(long height) {
        return memory.block(height)
                .map(BlockLayer::size)
                .orElseGet(() -> record(height).changeCount());
    }

    /// The keys of a range that a block changed, in order; found one by one as they are asked for.
    Iterator<StateKey> changedKeys(long height, KeyRange range) {
        return memory.block(height)
                .map(layer -> layer.keys(range))
                .or(() -> disk.changedKeys(height, range))
                .orElseThrow(() -> missing(height));
    }

    private GatedCursor cursor(KeyRange range, ScanDirection direction, long height) {
        return finalizedHeight < 0 ? disk.cursor(0, NOTHING, direction) : disk.cursor(onDisk(height), range, direction);
    }

    private long onDisk(long height) {
        return Math.min(height, finalizedHeight);
    }

    private BlockLayer layer(long height) {
        return memory.block(height).orElseThrow(() -> missing(height));
    }

    private long oldestInMemory() {
        return memory.blocks().stream()
                .mapToLong(BlockLayer::height)
                .findFirst()
                .orElse(0);
    }

    /// While a rewind runs this is nothing to worry about: the read begins again.
    private static IllegalStateException missing(long height) {
        return new IllegalStateException("expected block " + height + " in memory or on disk, but it is in neither,"
                + " though it is neither pruned nor above the newest one");
    }
}
