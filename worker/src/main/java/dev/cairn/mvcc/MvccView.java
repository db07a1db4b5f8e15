package dev.cairn.mvcc;

import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.ScanDirection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Memory at one moment: a branch of whole blocks. **Threading:** any thread.
public final class MvccView {
    private final BlockLayer[] tip;
    private final BlockLayer[] unflushed;
    private final VersionIndex index;
    private final @Nullable TipFilter filter;
    private final MvccReader memory;
    private final long finalHeight;

    /// @param tip        blocks that can still be replaced, oldest first
    /// @param unflushed  final blocks that are not durable yet, oldest first
    /// @param index      finds the versions of the unflushed ones and of what is kept of the flushed ones
    /// @param filter     of the tip; null while the tip is too high for one
    /// @param memory     what this is a view of
    /// @param finalHeight  of the newest final block, in memory or on disk; -1 if there is none
    MvccView(
            BlockLayer[] tip,
            BlockLayer[] unflushed,
            VersionIndex index,
            @Nullable TipFilter filter,
            MvccReader memory,
            long finalHeight) {
        this.tip = tip;
        this.unflushed = unflushed;
        this.index = index;
        this.filter = filter;
        this.memory = memory;
        this.finalHeight = finalHeight;
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
        MemoryVersion inTip = tip.length == 0 ? null : findInTip(key, offset, length, hash, height);
        if (inTip != null) {
            return Optional.of(inTip);
        }
        // The index goes on growing, and above the view's own final blocks it may show another branch's.
        return Optional.ofNullable(index.find(key, offset, length, hash, Math.min(height, finalHeight)));
    }

    private @Nullable MemoryVersion findInTip(byte[] key, int offset, int length, int hash, long height) {
        TipFilter bits = filter;
        if (bits != null && !bits.mayHoldAny(hash) && isNewest()) {
            return null;
        }
        if (bits != null) {
            MemoryVersion found = newestInTip(key, offset, length, hash, height, bits);
            // What the filter ruled out counts only if no bit of this view's layers was cleared meanwhile.
            if (isNewest()) {
                return found;
            }
        }
        return newestInTip(key, offset, length, hash, height, null);
    }

    private boolean isNewest() {
        return memory.view() == this;
    }

    private @Nullable MemoryVersion newestInTip(
            byte[] key, int offset, int length, int hash, long height, @Nullable TipFilter bits) {
        for (int i = tip.length - 1; i >= 0; i--) {
            BlockLayer layer = tip[i];
            if (layer.height() <= height && (bits == null || bits.mayHold(hash, layer.height()))) {
                int entry = layer.find(key, offset, length, hash);
                if (entry != BlockLayer.NOT_FOUND) {
                    return layer.version(entry);
                }
            }
        }
        return null;
    }

    /// The keys that blocks up to a height have changed and that are not durable yet, in order, each with its newest
    /// version.
    public MemoryCursor cursor(long height, ScanDirection direction) {
        return new MemoryCursor(
                blocks().stream().filter(layer -> layer.height() <= height).toList(), direction);
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
