package dev.cairn.storage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Without a log of our own a commit lasts only once its memtables are files. RocksDB flushes them when it likes, all
/// families together; the row of the position is in each commit, so a flushed memtable of its family tells by its
/// newest sequence number which commits it covers. **Threading:** the writer commits, any thread asks.
final class DurablePositions {
    private record Waiting(long sequence, CommittedPosition position) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long flushedSequence;
    private Optional<CommittedPosition> durable = Optional.empty();

    synchronized void begin(Optional<CommittedPosition> stored) {
        durable = stored;
    }

    synchronized void committed(long sequence, CommittedPosition position) {
        waiting.add(new Waiting(sequence, position));
        advance();
    }

    synchronized void flushedUpTo(long sequence) {
        flushedSequence = Math.max(flushedSequence, sequence);
        advance();
    }

    synchronized Optional<CommittedPosition> durable() {
        return durable;
    }

    private void advance() {
        for (Waiting next = waiting.peek(); next != null && next.sequence() <= flushedSequence; next = waiting.peek()) {
            durable = Optional.of(next.position());
            waiting.remove();
        }
    }
}
