package dev.cairn.cli;

import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.terminal.Screen;

/// Says what is found out about snapshots while a bar shows how far the work is.
abstract class SnapshotTeller implements SnapshotProgress {
    final Screen screen;

    SnapshotTeller(Screen screen) {
        this.screen = screen;
    }

    @Override
    public final void isDamaged(String snapshot, String why) {
        screen.say("the snapshot " + snapshot + " is damaged and is put aside: " + why);
    }

    @Override
    public final void isOfAnotherRelease(String snapshot, String why) {
        screen.say("the snapshot " + snapshot + " is passed over: " + why);
    }
}
