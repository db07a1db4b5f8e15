package dev.cairn.cli;

import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Shows how far reading or copying snapshots is.
final class SnapshotBar implements SnapshotProgress {
    private final Screen screen;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private volatile String name = "";

    SnapshotBar(Screen screen) {
        this.screen = screen;
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

    @Override
    public void isDamaged(String snapshot, String why) {
        screen.say("the snapshot " + snapshot + " is damaged and is put aside: " + why);
    }

    @Override
    public void isOfAnotherRelease(String snapshot, String why) {
        screen.say("the snapshot " + snapshot + " is passed over: " + why);
    }
}
