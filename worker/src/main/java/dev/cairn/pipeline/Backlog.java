package dev.cairn.pipeline;

import dev.cairn.source.SourceBatch;
import dev.cairn.storage.Pace;

/// How much lies in Kafka that was not read yet, and so whether it is time to hurry. **Threading:** the `apply` thread.
final class Backlog {
    /// Some seconds of catching up: less is not worth changing anything for.
    private static final long FAR_BEHIND_RECORDS = 200_000;
    /// Far less than that, so that nothing is changed back and forth.
    private static final long NEAR_THE_END_RECORDS = FAR_BEHIND_RECORDS / 20;

    private Pace pace = Pace.FOLLOWING;

    void polled(SourceBatch batch) {
        long records = batch.ends().entrySet().stream()
                .mapToLong(end -> end.getValue() - batch.positions().getOrDefault(end.getKey(), end.getValue()))
                .sum();
        if (records >= FAR_BEHIND_RECORDS) {
            pace = Pace.CATCHING_UP;
        } else if (records <= NEAR_THE_END_RECORDS && !batch.ends().isEmpty()) {
            pace = Pace.FOLLOWING;
        }
    }

    Pace pace() {
        return pace;
    }
}
