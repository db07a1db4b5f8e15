package dev.cairn.pipeline;

import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.Optional;

/// What is committed and would not survive a loss of power. With a log there is no such thing.
///
/// Without one it lies in memtables, and RocksDB writes these to files when they are full: on a slow chain after hours.
/// All of that would be read again after a crash, and Kafka would have to keep it until then. So nothing waits for
/// longer than [#WAIT_MAX]; shorter would make many small files. **Threading:** the `apply` thread.
final class Memtables {
    static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private static final long NOTHING_WAITS = -1;

    private final Storage storage;
    private final ForwardClock clock;
    private Optional<CommittedPosition> durable = Optional.empty();
    private long waitingSinceMs = NOTHING_WAITS;

    Memtables(Storage storage, ForwardClock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /// What is durable by now; to be asked after each write.
    Optional<CommittedPosition> durable() {
        Optional<CommittedPosition> before = durable;
        durable = storage.durable();
        if (durable.equals(storage.committed())) {
            waitingSinceMs = NOTHING_WAITS;
        } else if (waitingSinceMs == NOTHING_WAITS || !durable.equals(before)) {
            waitingSinceMs = clock.elapsedMs();
        }
        return durable;
    }

    /// Whether they hold anything.
    boolean areFilled() {
        return waitingSinceMs != NOTHING_WAITS;
    }

    /// Whether they have held it for too long.
    boolean areDue() {
        return areFilled() && clock.elapsedMs() - waitingSinceMs >= WAIT_MAX.toMillis();
    }
}
