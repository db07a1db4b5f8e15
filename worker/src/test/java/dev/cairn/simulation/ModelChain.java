package dev.cairn.simulation;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.BlockDigest;
import dev.cairn.model.Block;
import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.mvcc.BlockLayer;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// One branch of whole blocks, from the first of the chain on, pruned or not. Immutable, so the model can keep what the
/// disk was like.
final class ModelChain {
    static final ModelChain EMPTY = new ModelChain(new TreeMap<>());

    private final NavigableMap<Long, ModelBlock> blocks;

    private ModelChain(NavigableMap<Long, ModelBlock> blocks) {
        this.blocks = blocks;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    long first() {
        return blocks.firstKey();
    }

    /// -1 if there is no block.
    long tip() {
        return blocks.isEmpty() ? -1 : blocks.lastKey();
    }

    Optional<ModelBlock> newest() {
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(blocks.lastEntry().getValue());
    }

    ModelBlock at(long height) {
        return Objects.requireNonNull(blocks.get(height), () -> "the model has no block " + height);
    }

    /// Oldest first.
    List<ModelBlock> above(long height) {
        return List.copyOf(blocks.tailMap(height, false).values());
    }

    Optional<Long> heightOf(BlockHash hash) {
        return blocks.values().stream()
                .filter(block -> block.ref().hash().equals(hash))
                .map(ModelBlock::height)
                .findFirst();
    }

    /// Whether the other branch goes on from the whole of this one.
    boolean isBeginningOf(ModelChain other) {
        return blocks.isEmpty()
                || newest().map(ModelBlock::ref)
                        .equals(Optional.ofNullable(other.blocks.get(tip())).map(ModelBlock::ref));
    }

    /// The highest block whose chain time is not later; below the first if there is none.
    long validAt(long timeMs) {
        return blocks.values().stream()
                .filter(block -> block.chainTimeMs() <= timeMs)
                .mapToLong(ModelBlock::height)
                .max()
                .orElse(-1);
    }

    boolean isParent(long height, ModelBlock child) {
        return Optional.ofNullable(blocks.get(height))
                .map(block -> block.ref().hash())
                .equals(child.block().facts().parent());
    }

    ModelChain upTo(long height) {
        return new ModelChain(blocks.headMap(height, true));
    }

    ModelChain with(ModelBlock block) {
        NavigableMap<Long, ModelBlock> longer = new TreeMap<>(blocks);
        longer.put(block.height(), block);
        return new ModelChain(longer);
    }

    /// The block that would come next.
    ///
    /// @param firstHeight  where the chain begins, if it does not yet
    /// @param serial       tells blocks of one height apart
    ModelBlock next(long firstHeight, int serial, List<KeyWrite> writes) {
        ChainBuilder builder = newest().map(parent -> ChainBuilder.after(parent.ref()))
                .orElseGet(() -> ChainBuilder.first(firstHeight))
                .branch("-" + serial);
        // As on real chains, timestamps stand still and fall back now and then.
        long timestampMs = 1_000L * (5 + tip() + 2L * (serial % 3));
        NavigableMap<String, Optional<String>> changes = new TreeMap<>();
        NavigableMap<String, String> state =
                new TreeMap<>(newest().map(ModelBlock::state).orElseGet(TreeMap::new));
        for (KeyWrite write : writes) {
            write.changes(serial).forEach((key, value) -> {
                changes.put(key, value);
                value.ifPresentOrElse(text -> builder.put(key, text), () -> builder.delete(key));
                value.ifPresentOrElse(text -> state.put(key, text), () -> state.remove(key));
            });
        }
        Block block = builder.timestampMs(timestampMs).build();
        long chainTimeMs =
                Math.max(timestampMs, newest().map(ModelBlock::chainTimeMs).orElse(timestampMs));
        return new ModelBlock(block, changes, state, chainTimeMs, digestOf(block));
    }

    private Bytes digestOf(Block block) {
        BlockDigest digest = new BlockDigest();
        BlockLayer layer = BlockLayer.of(block);
        return digest.chained(
                newest().map(ModelBlock::digest).orElse(BlockDigest.BEFORE_THE_FIRST),
                block.height(),
                block.ref().hash(),
                digest.ofChanges(layer, layer.keyOrder()));
    }
}
