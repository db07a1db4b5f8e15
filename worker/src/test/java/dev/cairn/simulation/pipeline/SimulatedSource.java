package dev.cairn.simulation.pipeline;

import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.RecordSource;
import dev.cairn.source.SourceBatch;
import dev.cairn.source.SourceRecord;
import dev.cairn.source.SourceUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads the simulated log as a consumer does: some partitions first, batches cut anywhere, sometimes nothing,
/// sometimes no answer. It waits for nothing.
final class SimulatedSource implements RecordSource {
    private static final int RECORDS_OF_ONE_PARTITION_MAX = 8;
    private static final int SLOW = 10;
    private static final int LOOKS_ONCE_IN = 20;

    private final SimulatedLog log;
    private ShardPartitions partitions;
    private final ToldOffsets told;
    private final Random random;
    private final Trouble trouble;
    private final Planted planted;
    private final Map<SourcePartition, Long> positions = new TreeMap<>();
    private Set<SourcePartition> paused = Set.of();
    /// Of which a fetch seldom brings something, as of a broker that is slow.
    private final Optional<SourcePartition> slow;
    private boolean gone;

    /// @param told  where the offsets go that are committed
    SimulatedSource(SimulatedLog log, ToldOffsets told, Random random, Trouble trouble, Planted planted) {
        this.log = log;
        partitions = log.feed();
        this.told = told;
        this.random = random;
        this.trouble = trouble;
        this.planted = planted;
        slow = random.nextInt(3) == 0
                ? partitions.all().stream()
                        .skip(random.nextInt(partitions.all().size()))
                        .findFirst()
                : Optional.empty();
    }

    /// The broker gives no answer until it is back.
    void brokerIsGone(boolean isGone) {
        gone = isGone;
    }

    boolean isExhausted() {
        return log.feed().all().stream()
                .allMatch(partition -> positions.getOrDefault(partition, -1L) == log.end(partition));
    }

    @Override
    public ShardPartitions partitions() {
        return partitions;
    }

    @Override
    public boolean lookForMorePartitions() {
        ShardPartitions before = partitions;
        partitions = log.feed();
        partitions.all().forEach(partition -> positions.putIfAbsent(partition, log.begin(partition)));
        return !partitions.equals(before);
    }

    @Override
    public SourceBatch poll(Duration atMost) {
        trouble.mayCrash("before a poll");
        boolean fails = gone || trouble.fetchFails();
        if (fails && planted != Planted.FAILED_FETCH_SKIPS) {
            throw noAnswer();
        }
        if (random.nextInt(LOOKS_ONCE_IN) == 0) {
            boolean _ = lookForMorePartitions();
        }
        List<SourceRecord> records = new ArrayList<>();
        Map<SourcePartition, Long> ends = new TreeMap<>();
        for (SourcePartition partition : partitions.all()) {
            ends.put(partition, log.end(partition));
            if (!paused.contains(partition)) {
                fetch(partition, records);
            }
        }
        if (fails) {
            throw noAnswer();
        }
        return new SourceBatch(records, new TreeMap<>(positions), ends);
    }

    @Override
    public void pause(Set<SourcePartition> wanted) {
        paused = new TreeSet<>(wanted);
    }

    @Override
    public void seek(ResumeOffsets from) {
        checkReadable(from);
        for (SourcePartition partition : partitions.all()) {
            positions.put(partition, from.nextOffsets().getOrDefault(partition, log.begin(partition)));
        }
    }

    @Override
    public void checkReadable(ResumeOffsets from) {
        for (SourcePartition partition : partitions.all()) {
            long begin = log.begin(partition);
            long offset = from.nextOffsets().getOrDefault(partition, begin);
            if (offset < begin || offset > log.end(partition)) {
                throw new AssertionError("OffsetsToldAreDurable: expected to go on reading " + partition + " at "
                        + offset + ", but the broker has " + begin + " to " + log.end(partition)
                        + ", having deleted what it was told to be done with");
            }
        }
    }

    @Override
    public void commit(ResumeOffsets durable) {
        trouble.mayCrash("before offsets are told");
        told.tell(planted == Planted.TOLD_WHAT_WAS_READ ? ResumeOffsets.of(positions) : durable);
    }

    @Override
    public void wakeup() {
        trouble.mayCrash("between what was written and the news of it");
    }

    @Override
    public void close() {
        // The log stays.
    }

    private void fetch(SourcePartition partition, List<SourceRecord> into) {
        if (slow.filter(partition::equals).isPresent() && random.nextInt(SLOW) != 0) {
            return;
        }
        long position = positions.getOrDefault(partition, 0L);
        long to = Math.min(log.end(partition), position + random.nextInt(RECORDS_OF_ONE_PARTITION_MAX + 1));
        for (; position < to; position++) {
            log.at(partition, position).ifPresent(into::add);
        }
        positions.put(partition, position);
    }

    private static SourceUnavailableException noAnswer() {
        return new SourceUnavailableException("the broker is away", new IllegalStateException("simulated"));
    }
}
