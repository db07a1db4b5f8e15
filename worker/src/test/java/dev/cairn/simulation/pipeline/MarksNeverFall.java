package dev.cairn.simulation.pipeline;

import dev.cairn.marks.Marks;
import java.util.OptionalLong;

/// Marks never fall, but for the applied one by an announced reorganisation, and all of them by an announced rewind.
/// What was said to be on disk is still there after a crash.
final class MarksNeverFall {
    private Marks before = Marks.NONE;
    private boolean reorganised;

    /// A reorganisation was announced.
    void reorganised() {
        reorganised = true;
    }

    /// Marks may be anything now.
    void rewound() {
        before = Marks.NONE;
    }

    /// Another process goes on with what is on disk.
    ///
    /// @param everyCommitLasts  else the newest floor may be lost with rounds that are not durable yet; older
    ///                          heights can be read again then, which are still right
    void processDied(boolean everyCommitLasts) {
        OptionalLong earliest = everyCommitLasts ? before.earliest() : OptionalLong.empty();
        before = new Marks(earliest, before.flushed(), before.flushed(), before.flushed(), before.snapshot());
    }

    void check(Marks now) {
        notFallen("earliestHeight", before.earliest(), now.earliest());
        notFallen("flushedHeight", before.flushed(), now.flushed());
        notFallen("finalizedHeight", before.finalized(), now.finalized());
        if (!reorganised) {
            notFallen("appliedHeight", before.applied(), now.applied());
        }
        reorganised = false;
        before = now;
    }

    private static void notFallen(String name, OptionalLong before, OptionalLong now) {
        if (before.isPresent() && (now.isEmpty() || now.getAsLong() < before.getAsLong())) {
            throw new AssertionError("MarksNeverFall: " + name + " fell from " + before + " to " + now);
        }
    }
}
