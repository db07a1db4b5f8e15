package dev.cairn.simulation;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the store has to show: the visible branch, how much of it is final, and what the disk went through since the
/// last moment that a crash certainly leaves untouched.
final class StoreModel {
    private final Set<BlockHash> everMade = new LinkedHashSet<>();
    private ModelChain chain = ModelChain.EMPTY;
    private long finalHeight = -1;
    /// Oldest first. A crash leaves one of them, at worst the first; reads show the last.
    private List<Stored> stored = List.of(Stored.NOTHING);

    ModelChain chain() {
        return chain;
    }

    long finalHeight() {
        return finalHeight;
    }

    Stored committed() {
        return stored.getLast();
    }

    List<Stored> sinceDurable() {
        return stored;
    }

    Set<BlockHash> everMade() {
        return everMade;
    }

    /// How many blocks a reorg may drop: none that is final, and never the first.
    long replaceable() {
        return chain.isEmpty() ? 0 : chain.tip() - Math.max(finalHeight, chain.first());
    }

    void applied(ModelBlock block) {
        chain = chain.with(block);
        everMade.add(block.ref().hash());
    }

    void droppedAbove(long height) {
        chain = chain.upTo(height);
    }

    void finalizedUpTo(long height) {
        finalHeight = Math.max(finalHeight, height);
    }

    void wrote(Stored after) {
        List<Stored> longer = new ArrayList<>(stored);
        longer.add(after);
        stored = List.copyOf(longer);
    }

    /// What is committed survives from here on.
    void everythingLasts() {
        stored = List.of(committed());
    }

    /// Shows what is on disk and nothing else.
    void rewound() {
        chain = committed().chain();
        finalHeight = committed().height();
    }

    /// The oldest state that ends at a block which is said to be durable.
    Stored firstDurable(Optional<BlockRef> block) {
        return stored.stream()
                .filter(one -> one.chain().newest().map(ModelBlock::ref).equals(block))
                .findFirst()
                .orElseThrow();
    }

    /// The oldest state that the disk may have been found in.
    Optional<Stored> firstStoredAs(Optional<BlockRef> block, long floor) {
        return stored.stream()
                .filter(one -> one.chain().newest().map(ModelBlock::ref).equals(block))
                .filter(one -> block.isEmpty() || one.floor() == floor)
                .findFirst();
    }

    /// After a crash, a restart or a restored snapshot.
    ///
    /// @param found      what the disk holds now, and before that what a further crash may leave
    /// @param readAgain  whether blocks that are not on disk come again, final if they were, as far as they
    ///                   follow what is on disk
    void foundOnDisk(List<Stored> found, boolean readAgain) {
        stored = List.copyOf(found);
        Stored disk = committed();
        if (!readAgain || !disk.chain().isBeginningOf(chain)) {
            chain = disk.chain();
            finalHeight = disk.height();
        }
    }
}
