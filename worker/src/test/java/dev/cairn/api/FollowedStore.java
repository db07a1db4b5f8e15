package dev.cairn.api;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.pipeline.ShardPipeline;
import dev.cairn.read.ReadConfig;
import dev.cairn.read.StateReader;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.thread.ForwardClock;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A store that streams follow: does what the pipeline does to memory, disk and marks, and in its order. **Threading:**
/// one thread writes.
final class FollowedStore implements AutoCloseable {
    private final Storage storage =
            Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0));
    private final long firstHeight;
    private final BlockStreamConfig config;
    /// The visible branch.
    private final NavigableMap<Long, Block> branch = new TreeMap<>();

    private MvccStore memory;
    private MarkBoard marks;
    private BlockStreams streams;
    private long finalHeight = -1;
    private int branches;

    FollowedStore(long firstHeight, BlockStreamConfig config) {
        this.firstHeight = firstHeight;
        this.config = config;
        start();
    }

    BlockStreams streams() {
        return streams;
    }

    MarkBoard marks() {
        return marks;
    }

    /// Hashes of the visible branch by height.
    NavigableMap<Long, String> hashes() {
        NavigableMap<Long, String> hashes = new TreeMap<>();
        branch.forEach((height, block) -> hashes.put(height, block.ref().hash().toString()));
        return hashes;
    }

    /// -1 if there is none.
    long tip() {
        return branch.isEmpty() ? -1 : branch.lastKey();
    }

    long finalHeight() {
        return finalHeight;
    }

    long flushedHeight() {
        return storage.committed().map(CommittedPosition::height).orElse(-1L);
    }

    long earliest() {
        return storage.earliestHeight();
    }

    void apply() {
        Block block = (branch.isEmpty()
                        ? ChainBuilder.first(firstHeight)
                        : ChainBuilder.after(branch.lastEntry().getValue().ref()))
                .branch("-" + branches)
                .put("key", "" + tip())
                .build();
        memory.apply(block);
        branch.put(block.height(), block);
        mark();
    }

    /// Another branch takes the place of the newest blocks, as far as they can be replaced; visible is only the whole.
    void reorg(int dropped, int blocks) {
        long parent = Math.max(Math.max(tip() - dropped, finalHeight), firstHeight);
        if (parent < tip()) {
            var _ = memory.dropAbove(
                    branch.headMap(parent, true).lastEntry().getValue().ref());
            branch.tailMap(parent, false).clear();
            branches++;
            for (int i = 0; i < blocks; i++) {
                apply();
            }
        }
    }

    void finalizeUpTo(long height) {
        if (height > finalHeight && height <= tip() && height >= firstHeight) {
            memory.finalizeUpTo(height);
            finalHeight = height;
            mark();
        }
    }

    /// All that is final.
    void flush() {
        List<BlockLayer> unflushed = memory.unflushed();
        if (!unflushed.isEmpty()) {
            new Flusher(storage)
                    .flush(new FlushRound(FlushTrigger.MANUAL, unflushed, finalHeight, OptionalLong.empty()));
            memory.release(finalHeight);
            marks.flushed(finalHeight, storage.earliestHeight());
        }
    }

    void prune(long floor) {
        if (floor > earliest() && floor <= flushedHeight()) {
            storage.raiseFloor(floor);
            marks.flushed(flushedHeight(), floor);
        }
    }

    /// A deep reorganisation, down to a block that is flushed and kept.
    void rewind(long height) {
        if (height >= Math.max(earliest(), firstHeight) && height <= flushedHeight()) {
            var _ = new Rewinder(memory, storage).rewind(height);
            branch.tailMap(height, false).clear();
            branches++;
            finalHeight = height;
            OptionalLong mark = OptionalLong.of(height);
            marks.rewound(new Marks(OptionalLong.of(earliest()), mark, mark, mark, OptionalLong.empty()));
        }
    }

    /// What is not on disk is read again, or never comes again.
    void restart(boolean readAgain) {
        marks.close();
        List<Block> lost = List.copyOf(branch.tailMap(flushedHeight(), false).values());
        long finalBefore = finalHeight;
        branch.tailMap(flushedHeight(), false).clear();
        finalHeight = flushedHeight();
        start();
        if (readAgain) {
            lost.forEach(block -> {
                memory.apply(block);
                branch.put(block.height(), block);
            });
            if (!branch.isEmpty()) {
                mark();
                finalizeUpTo(finalBefore);
            }
        } else {
            branches++;
        }
    }

    @Override
    public void close() {
        marks.close();
        storage.close();
    }

    private void start() {
        Optional<BlockRef> stored = storage.committed().map(CommittedPosition::block);
        memory = new MvccStore(MvccConfig.standard(), stored, ForwardClock.fromNow());
        marks = new MarkBoard(ShardPipeline.marksAtStart(storage));
        streams = new BlockStreams(new StateReader(memory, storage, new ReadConfig(4)), marks, config);
    }

    private void mark() {
        marks.applied(tip(), finalHeight);
    }
}
