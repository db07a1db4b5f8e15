package dev.cairn.cli;

import dev.cairn.proof.Verification;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Runs the steps of a verification, and shows how far each is.
record WatchedVerification(Screen screen, Verification verification) {
    void run(boolean deep) {
        step("checksums of tables, in bytes", verification.tableBytes(), verification::checkTables);
        if (deep) {
            step("digests of blocks", verification.blockCount(), verification::checkDigests);
            step("versions of the state", verification.changeCount(), verification::checkVersions);
        } else {
            step("blocks", verification.blockCount(), verification::checkBlocks);
        }
    }

    private interface Step {
        void run(LongConsumer done);
    }

    private void step(String what, long total, Step step) {
        AtomicLong done = new AtomicLong();
        new Progress(what, total, done::get).during(screen, () -> {
            step.run(done::set);
            return done;
        });
    }
}
