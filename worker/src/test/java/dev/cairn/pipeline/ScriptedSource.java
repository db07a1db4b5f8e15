package dev.cairn.pipeline;

import com.google.protobuf.ByteString;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.TransactionEvent;
import dev.cairn.source.RecordSource;
import dev.cairn.source.SourceBatch;
import dev.cairn.source.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A source that brings what a test publishes, of the partitions that it says.
public final class ScriptedSource implements RecordSource {
    static final SourcePartition BLOCKS = new SourcePartition("blocks", 0);
    static final SourcePartition TRANSACTIONS = new SourcePartition("transactions", 0);
    static final SourcePartition MORE_TRANSACTIONS = new SourcePartition("transactions", 1);

    ShardPartitions partitions = shard(TRANSACTIONS);
    /// What an operator has added meanwhile.
    ShardPartitions feed = partitions;
    Set<SourcePartition> paused = Set.of();
    int polls;
    /// What was told to Kafka's tools last.
    ResumeOffsets told = ResumeOffsets.NONE;
    private final Map<SourcePartition, List<SourceRecord>> log = new TreeMap<>();
    private final Map<SourcePartition, Long> positions = new TreeMap<>();

    static ShardPartitions shard(SourcePartition... transactions) {
        return new ShardPartitions(0, BLOCKS, new TreeSet<>(List.of(transactions)));
    }

    /// A chain of empty blocks but for this many transactions in each.
    public void announce(long height, int transactions) {
        BlockEvent.Builder block =
                BlockEvent.newBuilder().setHeight(height).setHash(hash(height)).setTransactionCount(transactions);
        if (height > 0) {
            block.setParentHash(hash(height - 1));
        }
        publish(BLOCKS, ChainEvent.newBuilder().setBlock(block).build().toByteArray());
    }

    void transaction(SourcePartition partition, long height, int index) {
        TransactionEvent.Builder event = TransactionEvent.newBuilder()
                .setHeight(height)
                .setBlockHash(hash(height))
                .setIndex(index);
        publish(partition, ChainEvent.newBuilder().setTransaction(event).build().toByteArray());
    }

    void publish(SourcePartition partition, byte[] value) {
        List<SourceRecord> records = log.computeIfAbsent(partition, _ -> new ArrayList<>());
        records.add(SourceRecord.of(partition, records.size(), null, value));
    }

    static BlockRef block(long height) {
        return new BlockRef(new BlockHeight(height), new BlockHash(ChainBuilder.utf8("block " + height)));
    }

    private static ByteString hash(long height) {
        return ByteString.copyFrom(block(height).hash().bytes().toArray());
    }

    @Override
    public ShardPartitions partitions() {
        return partitions;
    }

    @Override
    public boolean lookForMorePartitions() {
        boolean more = !feed.equals(partitions);
        partitions = feed;
        return more;
    }

    @Override
    public SourceBatch poll(Duration atMost) {
        polls++;
        Map<SourcePartition, Long> ends = new TreeMap<>();
        List<SourceRecord> brought = new ArrayList<>();
        for (SourcePartition partition : partitions.all()) {
            List<SourceRecord> records = log.getOrDefault(partition, List.of());
            int position = Math.toIntExact(positions.getOrDefault(partition, 0L));
            if (!paused.contains(partition)) {
                brought.addAll(records.subList(position, records.size()));
                position = records.size();
            }
            positions.put(partition, (long) position);
            ends.put(partition, (long) records.size());
        }
        return new SourceBatch(brought, new TreeMap<>(positions), ends);
    }

    @Override
    public void pause(Set<SourcePartition> wanted) {
        paused = Set.copyOf((Collection<SourcePartition>) wanted);
    }

    @Override
    public void checkReadable(ResumeOffsets from) {
        // Nothing is ever deleted.
    }

    @Override
    public void seek(ResumeOffsets from) {
        positions.putAll(from.nextOffsets());
    }

    @Override
    public void commit(ResumeOffsets durable) {
        told = durable;
    }

    @Override
    public void wakeup() {
        // It waits for nothing.
    }

    @Override
    public void close() {
        // There is nothing.
    }
}
