package dev.cairn.source;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.SourcePartition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Records that are not what was published, as their checksum shows: damaged in a broker's files, or on their way.
///
/// Kafka's consumer keeps what it has fetched, and finds it damaged at every poll. So from the first time on it is
/// fetched again for each poll, and alone: with records of other partitions in hand nobody could tell whether it is
/// whole by now, and those must not be lost. **Threading:** as the source.
final class DamagedRecords {
    /// All that tells this failure from others is its text: there is no type for it.
    private static final Pattern TEXT = Pattern.compile(
            "(?:fetching the next record from|[Rr]ecord batch for partition|for topic-partition) (\\S+)-(\\d+)");

    private final Consumer<byte[], byte[]> consumer;
    private Optional<Damage> found = Optional.empty();

    DamagedRecords(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /// @param offset  of the first record that cannot be read
    private record Damage(SourcePartition partition, long offset, Halt halt) {}

    /// To be told what a poll threw.
    void haltIfFound(KafkaException failure, Map<SourcePartition, Long> positions) {
        Matcher text = TEXT.matcher(String.valueOf(failure.getMessage()));
        if (text.find()) {
            var partition = new SourcePartition(text.group(1), Integer.parseInt(text.group(2)));
            Damage damage = damage(partition, positions.getOrDefault(partition, 0L), failure);
            found = Optional.of(damage);
            throw new HaltException(damage.halt());
        }
    }

    /// To be called before a poll.
    void fetchAgain(Map<SourcePartition, Long> positions) {
        found.ifPresent(damage -> {
            // What is assigned anew has nothing fetched.
            consumer.unsubscribe();
            consumer.assign(kafkas(positions.keySet()));
            positions.forEach((partition, position) -> consumer.seek(KafkaCluster.kafkas(partition), position));
            Set<TopicPartition> others = kafkas(positions.keySet());
            others.remove(KafkaCluster.kafkas(damage.partition()));
            pauseOnly(others);
        });
    }

    /// To be called after a poll that threw nothing.
    ///
    /// @param paused  what is to be paused when there is no damage any more
    void haltIfStillThere(Map<SourcePartition, Long> positions, Set<SourcePartition> paused) {
        found.ifPresent(damage -> {
            if (positions.getOrDefault(damage.partition(), 0L) == damage.offset()) {
                throw new HaltException(damage.halt());
            }
            found = Optional.empty();
            pauseOnly(kafkas(paused));
        });
    }

    private void pauseOnly(Set<TopicPartition> partitions) {
        consumer.resume(consumer.paused());
        consumer.pause(partitions);
    }

    private static Damage damage(SourcePartition partition, long offset, KafkaException failure) {
        return new Damage(
                partition,
                offset,
                new Halt(
                        HaltReason.SOURCE_DAMAGED,
                        "expected records as they were published, but Kafka's client says: "
                                + KafkaFaults.said(failure),
                        "topic %s, partition %d, at offset %d or a few behind it"
                                .formatted(partition.topic(), partition.partition(), offset),
                        "Nothing after it was applied. If another replica is whole, let that one lead the partition; look"
                                + " at the disk and the network of the broker that leads it now. If none is, publish from"
                                + " there on again, to new topics, and begin there in an empty data directory."));
    }

    private static Set<TopicPartition> kafkas(Set<SourcePartition> partitions) {
        return partitions.stream().map(KafkaCluster::kafkas).collect(Collectors.toSet());
    }
}
