package dev.cairn.cli;

import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Shows how far reading or copying snapshots is.
final class SnapshotBar extends SnapshotTeller {
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private volatile String name = "";

    SnapshotBar(Screen screen) {
        super(screen);
    }

    /// Does the work while a bar shows how far it is.
    <T> T during(String what, Function<SnapshotProgress, T> work) {
        return Progress.ofBytes(what, total::get, done::get, () -> name).during(screen, () -> work.apply(this));
    }

    @Override
    public void begins(String snapshot, long bytesTotal) {
        name = snapshot;
        done.set(0);
        total.set(bytesTotal);
    }

    @Override
    public void did(long bytes) {
        done.addAndGet(bytes);
    }
}
