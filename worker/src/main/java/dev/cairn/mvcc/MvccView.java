package dev.cairn.mvcc;

import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.ScanDirection;
import java.lang.invoke.VarHandle;
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
    private final VersionIndex index;
    private final int branch;
    private final long finalHeight;
    private final long appliedHeight;

    /// @param tip          blocks that can still be replaced, oldest first
    /// @param unflushed    final blocks that are not durable yet, oldest first
    /// @param index        finds the versions of these and of what is kept of the flushed ones
    /// @param finalHeight  of the newest final block, in memory or on disk; -1 if there is none
    MvccView(BlockLayer[] tip, BlockLayer[] unflushed, VersionIndex index, long finalHeight) {
        this.tip = tip;
        this.unflushed = unflushed;
        this.index = index;
        this.finalHeight = finalHeight;
        branch = index.branch();
        appliedHeight = tip.length == 0 ? finalHeight : tip[tip.length - 1].height();
    }

    /// The newest block in memory; none if memory holds only what is on disk too.
    public Optional<BlockFacts> appliedBlock() {
        BlockLayer[] newest = tip.length > 0 ? tip : unflushed;
        return newest.length == 0 ? Optional.empty() : Optional.of(newest[newest.length - 1].facts());
    }

    /// The newest block in memory that is final; none if final blocks are all on disk.
    public Optional<BlockFacts> finalizedBlock() {
        return unflushed.length == 0 ? Optional.empty() : Optional.of(unflushed[unflushed.length - 1].facts());
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
        // What was read has to be read before the index is asked what has become of it.
        VarHandle.loadLoadFence();
        if (index.branch() == branch && (found != null || index.durableHeight() <= finalHeight)) {
            return Optional.ofNullable(found);
        }
        MemoryVersion inTip = findInTip(key, offset, length, height);
        return Optional.ofNullable(
                inTip != null ? inTip : index.find(key, offset, length, hash, Math.min(height, finalHeight)));
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

    // Heights follow each other without a gap, so a block's place tells its height.
    private static @Nullable BlockLayer at(BlockLayer[] layers, long height) {
        if (layers.length == 0) {
            return null;
        }
        long place = height - layers[0].height();
        return place >= 0 && place < layers.length ? layers[(int) place] : null;
    }
}
