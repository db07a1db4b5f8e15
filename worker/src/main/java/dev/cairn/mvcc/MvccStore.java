package dev.cairn.mvcc;

import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.thread.ForwardClock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The writer's face of the memory.
///
/// A block is applied to the *tip*, a stack of layers that a reorg drops from, whole. Once final it moves down among
/// the *unflushed* blocks, from where a flush takes it. Once durable it is a *cache*: it stays as long as there is room
/// and time. The versions of all three can be found by key in one index.
///
/// **Threading:** one writer. What it changes it publishes as a new [MvccView], so readers see whole blocks only.
public final class MvccStore implements MvccReader {
    private final MvccConfig config;
    private final ForwardClock clock;
    private final RewindGuard rewinds = new RewindGuard();
    private final Deque<CachedLayer> cached = new ArrayDeque<>();
    private BlockLayer[] tip = new BlockLayer[0];
    private BlockLayer[] unflushed = new BlockLayer[0];
    private VersionIndex index;
    private long tipBytes;
    private long unflushedBytes;
    private long cachedBytes;
    private Optional<BlockRef> durable;
    private volatile MvccView published;

    /// @param durable  the newest block on disk, which the first block applied has to follow
    public MvccStore(MvccConfig config, Optional<BlockRef> durable, ForwardClock clock) {
        this.config = config;
        this.clock = clock;
        this.durable = durable;
        index = newIndex();
        published = newView();
    }

    private record CachedLayer(BlockLayer layer, long durableSinceMs) {}

    @Override
    public MvccView view() {
        return published;
    }

    @Override
    public RewindGuard rewinds() {
        return rewinds;
    }

    /// The newest applied block, in memory or on disk.
    public Optional<BlockRef> applied() {
        return newestIn(tip).or(() -> newestIn(unflushed)).or(() -> durable);
    }

    /// The newest final block, in memory or on disk.
    public Optional<BlockRef> finalized() {
        return newestIn(unflushed).or(() -> durable);
    }

    /// Makes a whole block visible as the new tip.
    public BlockLayer apply(Block block) {
        BlockLayer layer = BlockLayer.of(block);
        apply(layer);
        return layer;
    }

    /// The same for a block that was looked at as a layer before.
    public void apply(BlockLayer layer) {
        checkFollows(layer.facts());
        tip = with(tip, layer);
        tipBytes += layer.bytes();
        index.add(layer);
        publish();
    }

    /// Drops the blocks above the given one, for a reorg. Final blocks cannot be dropped.
    ///
    /// @return how many were dropped
    public int dropAbove(BlockRef parent) {
        int kept = 0;
        while (kept < tip.length && tip[kept].height() <= parent.height().value()) {
            kept++;
        }
        Optional<BlockRef> below =
                kept == 0 ? finalized() : Optional.of(tip[kept - 1].facts().ref());
        if (!below.equals(Optional.of(parent))) {
            throw new IllegalArgumentException("expected to drop the blocks above one of the branch that can still be"
                    + " replaced, but " + parent + " is none; the newest final block is " + finalized());
        }
        List<BlockLayer> dropped = List.of(Arrays.copyOfRange(tip, kept, tip.length));
        index.drop(dropped);
        for (BlockLayer layer : dropped) {
            tipBytes -= layer.bytes();
        }
        tip = Arrays.copyOf(tip, kept);
        publish();
        return dropped.size();
    }

    /// Takes the blocks up to a height as final: they can be flushed, and no reorg reaches them any more.
    public void finalizeUpTo(long height) {
        int count = 0;
        while (count < tip.length && tip[count].height() <= height) {
            count++;
        }
        if (count == 0) {
            return;
        }
        int before = unflushed.length;
        unflushed = Arrays.copyOf(unflushed, before + count);
        for (int i = 0; i < count; i++) {
            BlockLayer layer = tip[i];
            unflushed[before + i] = layer;
            tipBytes -= layer.bytes();
            unflushedBytes += layer.bytes();
        }
        tip = Arrays.copyOfRange(tip, count, tip.length);
        publish();
    }

    /// The final blocks that are not durable yet, oldest first: what a flush takes. They do not change any more.
    public List<BlockLayer> unflushed() {
        return List.of(unflushed);
    }

    /// Takes note that the blocks up to a height are on disk. Only now may memory let go of them.
    public void release(long flushedHeight) {
        int count = 0;
        while (count < unflushed.length && unflushed[count].height() <= flushedHeight) {
            BlockLayer layer = unflushed[count++];
            cached.add(new CachedLayer(layer, clock.elapsedMs()));
            unflushedBytes -= layer.bytes();
            cachedBytes += layer.bytes();
            durable = Optional.of(layer.facts().ref());
        }
        unflushed = Arrays.copyOfRange(unflushed, count, unflushed.length);
        index.durableUpTo(durableHeight());
        trimCache();
        publish();
    }

    /// Lets go of cached versions that are over the budget or too old.
    public void trimCache() {
        long aliveSinceMs = clock.elapsedMs() - config.versionTtl().toMillis();
        while (!cached.isEmpty()
                && (cachedBytes > config.cacheBytesMax() || cached.getFirst().durableSinceMs() < aliveSinceMs)) {
            cachedBytes -= cached.removeFirst().layer().bytes();
            index.removeOldest();
        }
    }

    /// Rewinds the disk and forgets everything in memory, as one step for those who read both.
    ///
    /// @param disk       rewinds the disk; if it throws, memory stays as it is
    /// @param rewoundTo  the block that is the disk's last one then
    public <T> T rewind(Supplier<T> disk, Function<T, BlockRef> rewoundTo) {
        return rewinds.rewind(() -> {
            T report = disk.get();
            restartFrom(rewoundTo.apply(report));
            return report;
        });
    }

    private void restartFrom(BlockRef rewoundTo) {
        tip = new BlockLayer[0];
        unflushed = new BlockLayer[0];
        cached.clear();
        tipBytes = 0;
        unflushedBytes = 0;
        cachedBytes = 0;
        durable = Optional.of(rewoundTo);
        // Views taken before keep the old index; what was rewound must not show through the new branch.
        index = newIndex();
        publish();
    }

    /// Held by blocks that can still be replaced. No flush frees it; that they become final does.
    public long tipBytes() {
        return tipBytes;
    }

    /// Held by blocks that are final and not durable yet: what a flush can free.
    public long unflushedBytes() {
        return unflushedBytes;
    }

    /// Everything the memory holds, the cache and the index included.
    public long bytes() {
        return tipBytes + unflushedBytes + cachedBytes + index.bytes();
    }

    private void publish() {
        published = newView();
    }

    private MvccView newView() {
        return new MvccView(tip, unflushed, durable, index);
    }

    private VersionIndex newIndex() {
        return new VersionIndex(config.keepRecentVersions(), durableHeight());
    }

    private void checkFollows(BlockFacts block) {
        Optional<BlockRef> newest = applied();
        if (newest.isEmpty()) {
            return;
        }
        BlockRef parent = newest.get();
        Optional<BlockHash> named = block.parent();
        if (block.height() != parent.height().value() + 1 || !named.equals(Optional.of(parent.hash()))) {
            throw new IllegalArgumentException("expected the block after " + parent + ", but got " + block.ref()
                    + " with parent " + named.map(BlockHash::toString).orElse("none")
                    + "; a reorg drops the blocks above the new block's parent first");
        }
    }

    private long durableHeight() {
        return heightOf(durable);
    }

    private static long heightOf(Optional<BlockRef> block) {
        return block.map(ref -> ref.height().value()).orElse(-1L);
    }

    private static Optional<BlockRef> newestIn(BlockLayer[] layers) {
        return layers.length == 0
                ? Optional.empty()
                : Optional.of(layers[layers.length - 1].facts().ref());
    }

    private static BlockLayer[] with(BlockLayer[] layers, BlockLayer newest) {
        BlockLayer[] grown = Arrays.copyOf(layers, layers.length + 1);
        grown[layers.length] = newest;
        return grown;
    }
}
