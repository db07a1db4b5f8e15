package dev.cairn.assemble;

import dev.cairn.decode.DecodedRecord;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What was published, as it lies in its partitions.
final class RecordedFeed {
    static final SourcePartition BLOCKS = new SourcePartition("blocks", 0);
    static final SourcePartition TRANSACTIONS = new SourcePartition("transactions", 0);
    static final SourcePartition MORE_TRANSACTIONS = new SourcePartition("transactions", 1);
    static final ShardPartitions ONE_EACH = shard(BLOCKS, TRANSACTIONS);
    static final ShardPartitions FAN_IN = shard(BLOCKS, TRANSACTIONS, MORE_TRANSACTIONS);
    static final ShardPartitions ONE_TOPIC = shard(BLOCKS, BLOCKS);

    private final Map<SourcePartition, List<Entry>> entries = new TreeMap<>();
    private final byte[] value;

    /// @param recordBytes  how large each record is said to be
    RecordedFeed(int recordBytes) {
        value = new byte[recordBytes];
    }

    static ShardPartitions shard(SourcePartition blocks, SourcePartition... transactions) {
        return new ShardPartitions(0, blocks, new TreeSet<>(List.of(transactions)));
    }

    record Entry(SourceRecord record, DecodedRecord event) {}

    /// Tells the offset.
    @SuppressWarnings("CanIgnoreReturnValueSuggester")
    long publish(SourcePartition partition, DecodedRecord event) {
        List<Entry> in = entries.computeIfAbsent(partition, _ -> new ArrayList<>());
        long offset = in.size();
        in.add(new Entry(new SourceRecord(partition, offset, 100 + offset, null, null, List.of(), value), event));
        return offset;
    }

    List<Entry> of(SourcePartition partition) {
        return entries.getOrDefault(partition, List.of());
    }
}
