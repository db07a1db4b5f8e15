package dev.cairn.e2e;

import dev.cairn.decode.BlockHeader;
import dev.cairn.e2e.child.CatchUpClock;
import dev.cairn.e2e.child.CatchingUp;
import dev.cairn.e2e.child.ChildMain;
import dev.cairn.e2e.child.Order;
import dev.cairn.e2e.child.RunReport;
import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.source.SourceRecord;
import dev.cairn.storage.Pace;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.StateRead;
import dev.cairn.store.CairnDatabase;
import dev.cairn.synthetic.FeedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cairn's store without Kafka, and the main class of its child: all blocks lie ready in memory before the clock
/// starts, and are flushed a hundred at a time, at the pace that a worker sets. No worker that fills this store can be
/// faster.
final class StoreAlone implements CatchingUp {
    private static final int BLOCKS_PER_ROUND = 100;

    private static final SourcePartition FEED = new SourcePartition("feed", 0);

    private final Order order;
    private final CairnDatabase database;
    private long writes;

    private StoreAlone(Order order) {
        this.order = order;
        database = new CairnDatabase(order.folder(), RocksPreset.MEDIUM.settings());
    }

    public static void main(String[] arguments) {
        ChildMain.run(arguments, StoreAlone::new);
    }

    @Override
    public RunReport catchUp() {
        List<BlockLayer> layers = layers();
        database.storage().pace(Pace.CATCHING_UP);
        CatchUpClock clock = new CatchUpClock();
        clock.recordsPolled();
        for (int from = 0; from < layers.size(); from += BLOCKS_PER_ROUND) {
            database.flush(layers.subList(from, Math.min(layers.size(), from + BLOCKS_PER_ROUND)));
        }
        return clock.caughtUp(writes);
    }

    @Override
    public Optional<Bytes> valueAt(Bytes key, long height) {
        return switch (database.storage().reader().get(height, new StateKey(key))) {
            case StateRead.Found(var value) -> Optional.of(value.bytes());
            case StateRead.Absent _ -> Optional.empty();
        };
    }

    @Override
    public void close() {
        database.close();
    }

    /// The blocks of the topics, made here, in the form in which they wait for a flush.
    private List<BlockLayer> layers() {
        TidyAssembler assembler = new TidyAssembler();
        List<BlockLayer> layers = new ArrayList<>(order.blocks());
        long offset = 0;
        for (FeedRecord record : E2eLoad.chain(order.blocks()).feed()) {
            assembler.take(SourceRecord.of(FEED, offset++, null, record.value()));
            assembler.poll().map(this::layer).ifPresent(layers::add);
        }
        return layers;
    }

    private BlockLayer layer(TidyAssembler.WholeBlock block) {
        writes += block.changes().stream().mapToInt(StateChanges::size).sum();
        BlockHeader header = block.header();
        ResumeOffsets resumeAfter = ResumeOffsets.of(Map.of(
                new SourcePartition(Order.BLOCKS_TOPIC, 0), block.nextBlockOffset(),
                new SourcePartition(Order.TRANSACTIONS_TOPIC, 0), block.nextTransactionOffset()));
        return BlockLayer.of(new Block(
                new BlockFacts(header.ref(), header.parent(), header.timestampMs(), resumeAfter), block.changes()));
    }
}
