package dev.cairn.handle;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MemoryVersion;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.mvcc.MvccView;
import dev.cairn.thread.ForwardClock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A chain that is handled block by block into memory, where its whole history stays. Reorgs drop layers, as in the
/// worker, and a block is handled on the state of its own parent.
final class HandledChain {
    private final BlockHandling handling;
    private final MvccStore store = new MvccStore(MvccConfig.standard(), Optional.empty(), ForwardClock.fromNow());

    HandledChain(TransactionHandler handler) {
        handling = new BlockHandling(handler);
    }

    BlockLayer announce(BlockHeader block, List<BlockTransaction> transactions) {
        block.parent()
                .map(hash -> store.view().block(hash).orElseThrow().facts().ref())
                .filter(parent -> !Optional.of(parent).equals(store.applied()))
                .ifPresent(store::dropAbove);
        MvccView parent = store.view();
        var changes = handling.changes(block, transactions, key -> newest(parent, key));
        BlockRef ref = block.ref();
        return store.apply(
                new Block(new BlockFacts(ref, block.parent(), block.timestampMs(), ResumeOffsets.NONE), changes));
    }

    /// Every key that has a value at a height of the newest branch.
    SortedMap<StateKey, StateValue> stateAt(long height) {
        SortedMap<StateKey, StateValue> state = new TreeMap<>();
        var cursor = store.view().cursor(height, ScanDirection.ASCENDING);
        for (boolean more = cursor.seekToFirst(); more; more = cursor.next()) {
            StateKey key = new StateKey(cursor.key());
            cursor.version().value().ifPresent(value -> state.put(key, value));
        }
        return state;
    }

    private static Optional<StateValue> newest(MvccView view, StateKey key) {
        byte[] bytes = key.bytes().toArray();
        return view.find(bytes, 0, bytes.length, Long.MAX_VALUE).flatMap(MemoryVersion::value);
    }
}
