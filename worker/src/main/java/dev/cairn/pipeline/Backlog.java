package dev.cairn.pipeline;

import dev.cairn.mvcc.MvccStore;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.Pace;

/// How much was published and is not on disk yet, and so whether it is time to hurry. **Threading:** the `apply`
/// thread.
final class Backlog {
    /// Some seconds of catching up: less is not worth changing anything for.
    private static final long FAR_BEHIND_RECORDS = 200_000;
    /// Far less than that, so that nothing is changed back and forth.
    private static final long NEAR_THE_END_RECORDS = FAR_BEHIND_RECORDS / 20;

    private static final long NEAR_THE_END_BYTES = 2 * Flushing.ROUND_BYTES_MAX;

    private final MvccStore memory;
    private final PipelineListener listener;
    private Pace pace = Pace.FOLLOWING;
    private long unreadRecords;

    Backlog(MvccStore memory, PipelineListener listener) {
        this.memory = memory;
        this.listener = listener;
    }

    void polled(SourceBatch batch) {
        if (batch.ends().isEmpty()) {
            return;
        }
        unreadRecords = batch.ends().entrySet().stream()
                .mapToLong(end -> end.getValue() - batch.positions().getOrDefault(end.getKey(), end.getValue()))
                .sum();
    }

    /// At which the database is to take what is flushed now.
    Pace pace() {
        if (unreadRecords >= FAR_BEHIND_RECORDS) {
            change(Pace.CATCHING_UP);
        } else if (unreadRecords <= NEAR_THE_END_RECORDS && memory.unflushedBytes() <= NEAR_THE_END_BYTES) {
            change(Pace.FOLLOWING);
        }
        return pace;
    }

    private void change(Pace next) {
        if (next != pace) {
            pace = next;
            listener.paced(next, unreadRecords);
        }
    }
}
