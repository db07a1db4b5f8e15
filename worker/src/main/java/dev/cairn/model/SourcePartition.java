package dev.cairn.model;

import java.util.Comparator;

/// A partition of a topic: what an offset travels with.
public record SourcePartition(String topic, int partition) implements Comparable<SourcePartition> {
    private static final Comparator<SourcePartition> BY_TOPIC_THEN_NUMBER =
            Comparator.comparing(SourcePartition::topic).thenComparingInt(SourcePartition::partition);

    public SourcePartition {
        if (topic.isEmpty() || partition < 0) {
            throw new IllegalArgumentException(
                    "expected a topic and a partition from 0 on, but got '" + topic + "' and " + partition);
        }
    }

    @Override
    public int compareTo(SourcePartition other) {
        return BY_TOPIC_THEN_NUMBER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
