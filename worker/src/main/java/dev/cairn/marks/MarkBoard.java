package dev.cairn.marks;

import java.util.OptionalLong;

/// Where marks are raised by their writers and read by everyone. No mark falls, except the applied one by an announced
/// reorganisation, and all of them by an announced rewind. **Threading:** any thread.
public final class MarkBoard {
    private volatile Marks now;

    public MarkBoard(Marks atStart) {
        now = atStart;
    }

    public Marks now() {
        return now;
    }

    /// The newest visible block and the newest final one.
    public synchronized void applied(long applied, long finalized) {
        mayNotFall("finalizedHeight", now.finalized(), finalized);
        now = new Marks(
                now.earliest(),
                now.flushed(),
                finalized < 0 ? now.finalized() : OptionalLong.of(finalized),
                OptionalLong.of(applied),
                now.snapshot());
    }

    /// What is durable, and the oldest height that is kept.
    public synchronized void flushed(long flushed, long earliest) {
        mayNotFall("flushedHeight", now.flushed(), flushed);
        mayNotFall("earliestHeight", now.earliest(), earliest);
        now = new Marks(
                OptionalLong.of(earliest), OptionalLong.of(flushed), now.finalized(), now.applied(), now.snapshot());
    }

    /// Everything above a block is gone.
    public synchronized void rewound(Marks afterwards) {
        now = afterwards;
    }

    private static void mayNotFall(String name, OptionalLong before, long after) {
        if (before.isPresent() && after < before.getAsLong()) {
            throw new IllegalStateException(
                    "expected %s not to fall, but it would from %d to %d".formatted(name, before.getAsLong(), after));
        }
    }
}
