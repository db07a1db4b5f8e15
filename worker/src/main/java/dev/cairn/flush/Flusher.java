package dev.cairn.flush;

import dev.cairn.model.Bytes;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.AtomicWrite;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import java.util.List;
import java.util.Optional;

/// Writes rounds: all of a round's versions, its blocks and where to go on, in one atomic write. If it fails, disk and
/// memory are as they were, and the next round takes the same blocks. **Threading:** the storage's writer.
public final class Flusher {
    private final Storage storage;
    private final BlockDigest digest = new BlockDigest();

    public Flusher(Storage storage) {
        this.storage = storage;
    }

    public FlushReport flush(FlushRound round) {
        long start = System.nanoTime();
        AtomicWrite write = storage.beginWrite();
        RoundOrder order = RoundOrder.of(round.blocks());
        long floor = round.newFloor().orElse(Long.MIN_VALUE);
        Counts counts = writeVersions(write, order, floor);
        BlockRecord last = writeBlocks(write, round.blocks(), order.entriesByBlock(), floor);
        // The first write of all begins history at its first block, unless it leaves something out.
        if (round.newFloor().isPresent() && (storage.committed().isPresent() || floor > round.fromHeight())) {
            write.raiseFloor(floor);
        }
        write.commit(new CommittedPosition(
                last.ref(), last.digest(), last.chainTimeMs(), last.facts().resumeAfter(), round.finalizedHeight()));
        return new FlushReport(
                round.trigger(),
                round.fromHeight(),
                round.toHeight(),
                counts.written,
                counts.skipped,
                counts.bytes,
                System.nanoTime() - start);
    }

    private static final class Counts {
        private long written;
        private long skipped;
        private long bytes;
    }

    // Of each key, everything above the floor is written, and the one version that is valid at the floor.
    private static Counts writeVersions(AtomicWrite write, RoundOrder order, long floor) {
        Counts counts = new Counts();
        for (int position = 0; position < order.size(); position++) {
            if (order.isHiddenAt(floor, position)) {
                counts.skipped++;
            } else {
                writeVersion(write, order.layer(position), order.entry(position), counts);
            }
        }
        return counts;
    }

    private static void writeVersion(AtomicWrite write, BlockLayer layer, int entry, Counts counts) {
        byte[] source = layer.source();
        int keyLength = layer.keyLength(entry);
        counts.written++;
        counts.bytes += keyLength;
        if (layer.isDelete(entry)) {
            write.delete(layer.height(), source, layer.keyOffset(entry), keyLength);
        } else {
            int valueLength = layer.valueLength(entry);
            counts.bytes += valueLength;
            write.put(
                    layer.height(),
                    source,
                    layer.keyOffset(entry),
                    keyLength,
                    source,
                    layer.valueOffset(entry),
                    valueLength);
        }
    }

    // Blocks below the floor get no record, but digest and chain time of those above go on from theirs.
    private BlockRecord writeBlocks(AtomicWrite write, List<BlockLayer> blocks, int[][] entriesByBlock, long floor) {
        Optional<CommittedPosition> before = storage.committed();
        Bytes chained = before.map(CommittedPosition::digest).orElse(BlockDigest.BEFORE_THE_FIRST);
        long chainTimeMs = before.map(CommittedPosition::chainTimeMs).orElse(Long.MIN_VALUE);
        BlockRecord record = null;
        for (int i = 0; i < entriesByBlock.length; i++) {
            BlockLayer layer = blocks.get(i);
            int[] entries = entriesByBlock[i];
            chained = digest.chained(
                    chained, layer.height(), layer.facts().ref().hash(), digest.ofChanges(layer, entries));
            chainTimeMs = Math.max(chainTimeMs, layer.facts().timestampMs());
            record = new BlockRecord(layer.facts(), chainTimeMs, chained, entries.length);
            if (layer.height() >= floor) {
                write.block(record);
                write.changedKeys(layer.height(), new LayerKeys(layer, entries));
            }
        }
        if (record == null) {
            throw new IllegalStateException("a round has at least one block, but this one has none");
        }
        return record;
    }
}
