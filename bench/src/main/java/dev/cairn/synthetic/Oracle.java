package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Knows what the state of a [SyntheticChain] must be at every height of every branch.
///
/// It holds about 8 bytes per write and 4 per key (ledger chains: some 30 bytes per change of a balance while it is
/// made, 20 later); values are made again when asked for. Made in about a second for five million writes.
/// **Threading:** one thread; make one oracle per thread.
public final class Oracle {
    private final SyntheticChain chain;
    private final Versions versions;
    private final BlockChanges changes;
    private final VersionIndex index;
    private final int[] keysInOrder;

    Oracle(SyntheticChain chain) {
        this.chain = chain;
        versions = Versions.of(chain);
        changes = new BlockChanges(versions);
        index = new VersionIndex(chain.tree(), versions);
        keysInOrder = versions.keys().inKeyOrder(index.keyNumbers());
    }

    /// The state right after a block.
    public StateView stateAfter(int block) {
        return new StateView(this, block);
    }

    /// The state at a height of the branch that ends in `tip`.
    public StateView stateAt(int tip, long height) {
        return stateAfter(chain.ancestor(tip, height));
    }

    /// What a consumer that has taken in so many announcements sees as the latest state.
    public StateView stateVisibleAfter(int announcements) {
        return stateAfter(chain.tipAfter(announcements));
    }

    /// What a block changes, in the order of keys: one change per key it writes, by the write that counts (transactions
    /// in order, writes inside each in order, then the block's own).
    public List<Change> changes(int block) {
        return changes.of(block);
    }

    /// The digest of what a block changes; see docs/digests.md.
    public ByteString changesDigest(int block) {
        return ByteString.copyFrom(ChangesDigests.digest(changes(block)));
    }

    /// Every block of the branch that ends in `tip` which wrote the key, newest first, with what it did.
    public List<HistoryEntry> history(int tip, ByteString key) {
        List<HistoryEntry> history = new ArrayList<>();
        versions.keys()
                .numberOf(key)
                .ifPresent(number -> index.onBranch(number, tip, version -> history.add(entry(number, version))));
        return history;
    }

    /// What the block of this number and height did to a key.
    public record HistoryEntry(int block, long height, Change change) {}

    private HistoryEntry entry(int keyNumber, int version) {
        int block = index.blockOf(version);
        return new HistoryEntry(block, chain.height(block), changes.change(keyNumber, version));
    }

    Optional<ByteString> valueOf(ByteString key, int block) {
        OptionalInt number = versions.keys().numberOf(key);
        return number.isPresent() ? valueOf(number.getAsInt(), block) : Optional.empty();
    }

    Stream<StateView.Entry> entries(int block) {
        return Arrays.stream(keysInOrder)
                .boxed()
                .flatMap(number ->
                        valueOf(number, block)
                                .map(value ->
                                        new StateView.Entry(versions.keys().keyOf(number), value))
                                .stream());
    }

    private Optional<ByteString> valueOf(int keyNumber, int block) {
        OptionalInt version = index.newest(keyNumber, block);
        return version.isPresent() ? versions.value(version.getAsInt()) : Optional.empty();
    }
}
