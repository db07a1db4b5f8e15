package dev.cairn.simulation.pipeline;

import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import java.util.Map;
import java.util.TreeMap;

/// What Kafka was told: it outlives the process, and retention may go by it.
final class ToldOffsets {
    private final Map<SourcePartition, Long> offsets = new TreeMap<>();

    void tell(ResumeOffsets durable) {
        offsets.putAll(durable.nextOffsets());
    }

    Map<SourcePartition, Long> offsets() {
        return offsets;
    }

    void forget() {
        offsets.clear();
    }
}
