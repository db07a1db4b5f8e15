package dev.cairn.runtime;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.http.Readiness;
import dev.cairn.source.SourceConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageRefusedException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a worker waits for before its shards run, for who asks whether it is ready. **Threading:** one thread starts
/// the worker, any asks.
final class Starting {
    private final Readiness.Starting kafka;
    private final Map<Integer, Readiness.Halted> failed = new ConcurrentHashMap<>();
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

    /// Of one that does not run.
    Readiness now(int shard) {
        return Optional.<Readiness>ofNullable(failed.get(shard)).orElse(now);
    }

    /// A shard that ran was closed, and cannot be opened again: it stands until somebody starts the worker.
    void failed(int shard, RuntimeException cause) {
        failed.put(shard, new Readiness.Halted(halt(shard, cause)));
    }

    private static Halt halt(int shard, RuntimeException cause) {
        return switch (cause) {
            case HaltException halted -> halted.halt();
            case StorageFault.Corrupt fault -> halt(HaltReason.STORAGE_CORRUPT, shard, fault, fault.whatToDo());
            case StorageFault.DiskFull fault -> halt(HaltReason.DISK_FULL, shard, fault, fault.whatToDo());
            case StorageFault fault -> halt(HaltReason.STORAGE_FAILED, shard, fault, fault.whatToDo());
            case StorageRefusedException refused -> halt(HaltReason.STORAGE_FAILED, shard, refused, "");
            case UncheckedIOException failed -> halt(HaltReason.STORAGE_FAILED, shard, failed, "");
            default -> halt(HaltReason.INTERNAL, shard, cause, "See the log.");
        };
    }

    private static Halt halt(HaltReason reason, int shard, RuntimeException cause, String whatToDo) {
        return new Halt(
                reason,
                "Opening it again failed: " + cause.getMessage(),
                "the database of shard " + shard,
                (whatToDo + " Then start the worker again.").strip());
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
