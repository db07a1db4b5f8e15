package dev.cairn.simulation.pipeline;

import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a broker has: records by partition and offset. Offsets without a record are markers of transactions and what
/// was aborted. Everything is kept, for those that read from the beginning; what retention has deleted is only marked.
final class SimulatedLog {
    private final FeedLayout layout;
    private final Map<SourcePartition, Partition> partitions = new TreeMap<>();
    private int ofTransactions;

    /// @param ofTransactions  how many partitions of transactions there are at first
    SimulatedLog(FeedLayout layout, int ofTransactions) {
        this.layout = layout;
        this.ofTransactions = ofTransactions;
        layout.partitions().all().forEach(partition -> partitions.put(partition, new Partition(new ArrayList<>())));
    }

    private SimulatedLog(SimulatedLog other) {
        layout = other.layout;
        ofTransactions = other.ofTransactions;
        other.partitions.forEach((partition, log) -> partitions.put(partition, new Partition(log.entries)));
    }

    /// Those that were made by now.
    ShardPartitions feed() {
        return layout.partitions(ofTransactions);
    }

    /// Gives the topic of transactions one more, unless it has as many as it will ever have.
    void addPartition() {
        ofTransactions = Math.min(ofTransactions + 1, layout.transactions().size());
    }

    private static final class Partition {
        private final List<Optional<SourceRecord>> entries;
        private long begin;

        Partition(List<Optional<SourceRecord>> entries) {
            this.entries = entries;
        }
    }

    /// The same records, of which nothing was deleted.
    SimulatedLog sinceTheBeginning() {
        return new SimulatedLog(this);
    }

    /// Publishes a record; tells its offset.
    long append(SourcePartition partition, @Nullable String contentType, byte @Nullable [] value) {
        List<Optional<SourceRecord>> entries = of(partition).entries;
        entries.add(Optional.of(SourceRecord.of(partition, entries.size(), contentType, value)));
        return entries.size() - 1L;
    }

    void appendMarker(SourcePartition partition) {
        of(partition).entries.add(Optional.empty());
    }

    Optional<SourceRecord> at(SourcePartition partition, long offset) {
        return of(partition).entries.get(Math.toIntExact(offset));
    }

    long begin(SourcePartition partition) {
        return of(partition).begin;
    }

    long end(SourcePartition partition) {
        return of(partition).entries.size();
    }

    /// What retention does.
    void deleteBefore(SourcePartition partition, long offset) {
        Partition of = of(partition);
        of.begin = Math.max(of.begin, offset);
    }

    private Partition of(SourcePartition partition) {
        return Optional.ofNullable(partitions.get(partition)).orElseThrow();
    }
}
