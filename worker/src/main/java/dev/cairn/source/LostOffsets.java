package dev.cairn.source;

import dev.cairn.fault.HaltException;
import dev.cairn.model.SourcePartition;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/// Kafka says while we read that it has nothing at an offset, or something else than before.
final class LostOffsets {
    private LostOffsets() {}

    /// Looks what there is instead.
    ///
    /// @throws SourceUnavailableException  if Kafka does not say; it will tell the same loss again
    static HaltException halt(OffsetOutOfRangeException loss, SourceCluster cluster, SourceWatch watch) {
        // A topic made anew is shorter, as a rule.
        watch.look();
        watch.haltIfReplaced();
        Map.Entry<TopicPartition, Long> first =
                loss.offsetOutOfRangePartitions().entrySet().iterator().next();
        var partition =
                new SourcePartition(first.getKey().topic(), first.getKey().partition());
        OffsetRange range = cluster.ranges(Set.of(partition)).get(partition);
        return new HaltException(StartOffsets.gone(partition, first.getValue(), Objects.requireNonNull(range)), loss);
    }
}
