package dev.cairn.runtime;

import dev.cairn.http.Readiness;
import dev.cairn.source.SourceConfig;

/// What a worker waits for before its shards run, for who asks whether it is ready. **Threading:** one thread starts
/// the worker, any asks.
final class Starting {
    private final Readiness.Starting kafka;
    private volatile Readiness.Starting now;

    Starting(SourceConfig source) {
        kafka = new Readiness.Starting(
                "Kafka at " + source.bootstrapServers(),
                "If that takes long, look whether it runs and source.bootstrap-servers names it.");
        now = kafka;
    }

    Readiness now() {
        return now;
    }

    /// For people, to follow "starting".
    String text() {
        return "waiting for " + now.waitingFor();
    }

    void waitsForKafka() {
        now = kafka;
    }

    void opensDatabase(int shard) {
        now = new Readiness.Starting(
                "the database of shard " + shard + " to open",
                "After a crash its log is read first; if that takes long, look at the disk.");
    }
}
