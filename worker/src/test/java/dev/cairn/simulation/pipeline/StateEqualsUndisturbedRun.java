package dev.cairn.simulation.pipeline;

import dev.cairn.model.Bytes;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.Storage;
import java.util.Optional;

/// At every height that is kept the state is what the producer knows it to be, and what is on disk carries the
/// digests that a worker wrote to which nothing happened.
final class StateEqualsUndisturbedRun {
    private final NoReaderSeesPartOfABlock reads;

    StateEqualsUndisturbedRun(NoReaderSeesPartOfABlock reads) {
        this.reads = reads;
    }

    void check(WorkerLife disturbed, WorkerLife undisturbed, SimulatedProducer producer) {
        FeedBlock tip = producer.tip().orElseThrow();
        for (long height = 0; height <= tip.height(); height++) {
            reads.checkWhole(disturbed, height);
            reads.checkWhole(undisturbed, height);
            Optional<Bytes> expected = digest(undisturbed, height);
            Optional<Bytes> found = digest(disturbed, height);
            if (expected.isPresent() && found.isPresent() && !found.equals(expected)) {
                throw new AssertionError("StateEqualsUndisturbedRun: expected block " + height + " with the digest "
                        + expected.get().toHex() + ", but it has " + found.get().toHex());
            }
        }
    }

    private static Optional<Bytes> digest(WorkerLife life, long height) {
        Storage storage = life.database().storage();
        return height < storage.earliestHeight()
                ? Optional.empty()
                : storage.reader().block(height).map(BlockRecord::digest);
    }
}
