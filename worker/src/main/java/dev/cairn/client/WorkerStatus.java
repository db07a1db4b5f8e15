package dev.cairn.client;

import java.util.List;

/// How a worker is doing.
public record WorkerStatus(String version, List<ShardStatus> shards) {
    public WorkerStatus {
        shards = List.copyOf(shards);
    }
}
