package dev.cairn.source;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where reading begins: at what the database says, if Kafka still has it. It never begins elsewhere without a word.
final class StartOffsets {
    private StartOffsets() {}

    /// An offset for each partition. One that the database knows nothing of begins at its beginning: the database is
    /// empty, or the topic has got more partitions.
    ///
    /// @throws HaltException  if Kafka has not what is still needed
    static ResumeOffsets of(
            ResumeOffsets stored, ShardPartitions partitions, Map<SourcePartition, OffsetRange> ranges) {
        stored.nextOffsets().keySet().stream()
                .filter(partition -> !partitions.all().contains(partition))
                .findFirst()
                .ifPresent(partition -> {
                    throw noLongerRead(partition, partitions);
                });
        var offsets = new TreeMap<SourcePartition, Long>();
        ranges.forEach((partition, range) -> offsets.put(
                partition,
                Optional.ofNullable(stored.nextOffsets().get(partition))
                        .map(offset -> within(partition, offset, range))
                        .orElse(range.begin())));
        return stored.withNextOffsets(offsets);
    }

    /// Kafka has lost what is needed: at the beginning of the partition, or at its end.
    static Halt gone(SourcePartition partition, long needed, OffsetRange range) {
        String where = "%s, offset %d".formatted(partition, needed);
        if (needed < range.begin()) {
            return new Halt(
                    HaltReason.OFFSETS_GONE,
                    "expected the records of %s from offset %d on, but the oldest one there is %d"
                            .formatted(partition, needed, range.begin()),
                    where,
                    "Restore a snapshot that is young enough, or begin again in an empty data directory with topics that"
                            + " hold the whole chain. A longer retention of the topic prevents it.");
        }
        return new Halt(
                HaltReason.OFFSETS_GONE,
                "expected to go on at offset %d of %s, but its log was cut or is an older copy: it ends at %d"
                        .formatted(needed, partition, range.end()),
                where,
                "Records that were read are gone from Kafka, and others may take their offsets. If Kafka is still being"
                        + " restored, start again when it is whole; else begin again in an empty data directory, from"
                        + " topics that hold the whole chain.");
    }

    private static long within(SourcePartition partition, long offset, OffsetRange range) {
        if (offset < range.begin() || offset > range.end()) {
            throw new HaltException(gone(partition, offset, range));
        }
        return offset;
    }

    private static HaltException noLongerRead(SourcePartition partition, ShardPartitions partitions) {
        return new HaltException(new Halt(
                HaltReason.SOURCE_REFUSED,
                "expected to go on reading %s, from which the database was fed, but shard %d is told to read %s only"
                        .formatted(partition, partitions.shard(), partitions.all()),
                partition.toString(),
                "Set source.fan-in and the topics as they were, or begin again in an empty data directory."));
    }
}
