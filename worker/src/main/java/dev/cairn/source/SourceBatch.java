package dev.cairn.source;

import dev.cairn.model.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What one poll brought.
///
/// @param records    in the order of their offsets within each partition
/// @param positions  of every partition of the shard, the next offset to be read after this batch; beyond the last
///                   record's where Kafka's own markers or aborted transactions lie behind it
/// @param ends       of those partitions whose end is known, the offset that the next record published will have
public record SourceBatch(
        List<SourceRecord> records, Map<SourcePartition, Long> positions, Map<SourcePartition, Long> ends) {
    /// The same behind records of polls before that were not dealt with yet.
    public SourceBatch after(List<SourceRecord> left) {
        if (left.isEmpty()) {
            return this;
        }
        List<SourceRecord> all = new ArrayList<>(left);
        all.addAll(records);
        return new SourceBatch(all, positions, ends);
    }
}
