package dev.cairn.mvcc;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Memory at one moment: a branch of whole blocks. **Threading:** any thread.
///
/// A look-up asks the index, which is fast and always shows the newest branch. A view that is older than a reorg, or
/// whose tip has been let go of meanwhile, asks the layers of its tip one by one instead, and the index only for what
/// was final when the view was taken: that much all branches have in common.
public final class MvccView {
    private final BlockLayer[] tip;
    private final BlockLayer[] unflushed;
    private final Optional<BlockRef> durable;
    private final VersionIndex index;
    private final int branch;
    private final long finalHeight;
    private final long appliedHeight;

    /// @param tip        blocks that can still be replaced, oldest first
    /// @param unflushed  final blocks that are not durable yet, oldest first
    /// @param durable    the newest block that memory knew to be on disk
    /// @param index      finds the versions of all these and of what is kept of the flushed ones
    MvccView(BlockLayer[] tip, BlockLayer[] unflushed, Optional<BlockRef> durable, VersionIndex index) {
        this.tip = tip;
        this.unflushed = unflushed;
        this.durable = durable;
        this.index = index;
        branch = index.branch();
        finalHeight = heightOf(finalizedBlock());
        appliedHeight = heightOf(appliedBlock());
    }

    /// The newest block, in memory or on disk; none if there is none at all.
    public Optional<BlockRef> appliedBlock() {
        return newestOf(tip).or(this::finalizedBlock);
    }

    /// The newest final block, in memory or on disk. What the disk has up to there belongs to this view; later
    /// blocks on disk may be of another branch than this view's tip.
    public Optional<BlockRef> finalizedBlock() {
        return newestOf(unflushed).or(() -> durable);
    }

    /// A block that is not durable yet.
    public Optional<BlockLayer> block(long height) {
        return Optional.ofNullable(at(tip, height)).or(() -> Optional.ofNullable(at(unflushed, height)));
    }

    /// A block that is not durable yet, by its hash.
    public Optional<BlockLayer> block(BlockHash hash) {
        return blocks().stream()
                .filter(layer -> layer.facts().ref().hash().equals(hash))
                .findFirst();
    }

    /// All blocks that are not durable yet, oldest first.
    public List<BlockLayer> blocks() {
        return Stream.concat(Arrays.stream(unflushed), Arrays.stream(tip)).toList();
    }

    /// The newest version of a key at or below a height, if memory has one; otherwise the disk knows.
    public Optional<MemoryVersion> find(byte[] key, int offset, int length, long height) {
        int hash = KeyHash.of(key, offset, length);
        MemoryVersion found = index.find(key, offset, length, hash, Math.min(height, appliedHeight));
        if (index.branchAfterReading() == branch && (found != null || index.durableHeight() <= finalHeight)) {
            return Optional.ofNullable(found);
        }
        MemoryVersion inTip = findInTip(key, offset, length, height);
        return Optional.ofNullable(
                inTip != null ? inTip : index.findFinal(key, offset, length, hash, Math.min(height, finalHeight)));
    }

    /// What the blocks that are not durable yet made of a key, newest first.
    ///
    /// @param aboveHeight  blocks from the next height on
    /// @param toHeight     the highest height, included
    public List<MemoryVersion> versions(StateKey key, long aboveHeight, long toHeight, int countMax) {
        byte[] array = key.bytes().toArray();
        List<MemoryVersion> versions = new ArrayList<>();
        addVersions(versions, tip, array, aboveHeight, toHeight, countMax);
        addVersions(versions, unflushed, array, aboveHeight, toHeight, countMax);
        return versions;
    }

    /// The keys that blocks up to a height have changed and that are not durable yet, in order, each with its newest
    /// version.
    public MemoryCursor cursor(long height, ScanDirection direction) {
        return new MemoryCursor(
                blocks().stream().filter(layer -> layer.height() <= height).toList(), direction);
    }

    private @Nullable MemoryVersion findInTip(byte[] key, int offset, int length, long height) {
        for (int i = tip.length - 1; i >= 0; i--) {
            BlockLayer layer = tip[i];
            int entry = layer.height() <= height ? layer.find(key, offset, length) : BlockLayer.NOT_FOUND;
            if (entry != BlockLayer.NOT_FOUND) {
                return layer.version(entry);
            }
        }
        return null;
    }

    private static void addVersions(
            List<MemoryVersion> versions,
            BlockLayer[] layers,
            byte[] key,
            long aboveHeight,
            long toHeight,
            int countMax) {
        for (int i = layers.length - 1; i >= 0 && versions.size() < countMax; i--) {
            BlockLayer layer = layers[i];
            if (layer.height() > aboveHeight && layer.height() <= toHeight) {
                int entry = layer.find(key, 0, key.length);
                if (entry != BlockLayer.NOT_FOUND) {
                    versions.add(layer.version(entry));
                }
            }
        }
    }

    private static Optional<BlockRef> newestOf(BlockLayer[] layers) {
        return layers.length == 0
                ? Optional.empty()
                : Optional.of(layers[layers.length - 1].facts().ref());
    }

    private static long heightOf(Optional<BlockRef> block) {
        return block.map(ref -> ref.height().value()).orElse(-1L);
    }

    // Heights follow each other without a gap, so a block's place tells its height.
    private static @Nullable BlockLayer at(BlockLayer[] layers, long height) {
        if (layers.length == 0) {
            return null;
        }
        long place = height - layers[0].height();
        return place >= 0 && place < layers.length ? layers[(int) place] : null;
    }
}
