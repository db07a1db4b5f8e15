package dev.cairn.pipeline;

import dev.cairn.fault.HaltException;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceBatch;
import dev.cairn.source.SourceRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Partitions that have come to a record which halts, with that record and those behind it.
///
/// Partitions are not read in the order in which they were published: of one there may be a record that halts before
/// the block events of good blocks before it were read from another. So these are read first, up to where they ended
/// when the record was found: a feed that lives has no end, and a halt must not be put off for ever.
final class HeldBack {
    /// So many polls without a record, one after the other, say that nothing comes, though Kafka named no end.
    private static final int QUIET_POLLS_ENOUGH = 50;

    private final Map<SourcePartition, Deque<SourceRecord>> records = new LinkedHashMap<>();
    private final Map<SourcePartition, Long> ends = new HashMap<>();
    private Map<SourcePartition, Long> positions = Map.of();
    private int quietPolls;

    boolean isEmpty() {
        return records.isEmpty();
    }

    Set<SourcePartition> partitions() {
        return records.keySet();
    }

    /// This record halts, or lies behind one that does.
    void add(SourceRecord record) {
        records.computeIfAbsent(record.partition(), _ -> new ArrayDeque<>()).add(record);
    }

    boolean holds(SourcePartition partition) {
        return records.containsKey(partition);
    }

    void polled(SourceBatch batch) {
        positions = batch.positions();
        batch.ends().forEach(ends::putIfAbsent);
        quietPolls = batch.records().isEmpty() ? quietPolls + 1 : 0;
    }

    /// How far the partitions were taken in: not beyond a record that is held back.
    Map<SourcePartition, Long> takenInOf(SourceBatch batch) {
        Map<SourcePartition, Long> takenIn = new TreeMap<>(batch.positions());
        records.forEach(
                (partition, held) -> takenIn.put(partition, held.element().offset()));
        return takenIn;
    }

    /// Whether other partitions may still bring what comes before.
    ///
    /// @param awaited  those of which one can bring what is next
    /// @param paused   those that bring nothing now
    boolean othersMayHelp(Set<SourcePartition> awaited, Set<SourcePartition> paused) {
        return quietPolls < QUIET_POLLS_ENOUGH
                && awaited.stream()
                        .filter(partition -> !holds(partition) && !paused.contains(partition))
                        .anyMatch(partition ->
                                positions.getOrDefault(partition, 0L) < ends.getOrDefault(partition, Long.MAX_VALUE));
    }

    /// Takes them in after all.
    ///
    /// @throws HaltException  if the first one halts still; what could be taken in is not held back any more
    void retry(Consumer<SourceRecord> takeIn) {
        for (Iterator<Deque<SourceRecord>> held = records.values().iterator(); held.hasNext(); held.remove()) {
            Deque<SourceRecord> waiting = held.next();
            while (!waiting.isEmpty()) {
                takeIn.accept(waiting.element());
                waiting.remove();
            }
        }
        forget();
    }

    void forget() {
        records.clear();
        ends.clear();
        quietPolls = 0;
    }
}
