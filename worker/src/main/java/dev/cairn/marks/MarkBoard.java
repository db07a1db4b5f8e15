package dev.cairn.marks;

import dev.cairn.thread.Deadline;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// Where marks are raised by their writers and read by everyone. No mark falls, except the applied one by an announced
/// reorganisation, and all of them by an announced rewind. **Threading:** any thread.
public final class MarkBoard {
    private final ChangeSignal changed = new ChangeSignal();
    private volatile Marks now;
    private volatile boolean closed;

    public MarkBoard(Marks atStart) {
        now = atStart;
    }

    public Marks now() {
        return now;
    }

    /// Waits until the newest visible block lies at a height or above it.
    ///
    /// @return false if the deadline passed, the board was closed or the thread was interrupted before
    public boolean awaitApplied(long height, Deadline deadline) {
        return await(() -> now.applied().orElse(-1) >= height, deadline);
    }

    /// Waits until something has been written since. That may leave every mark where it was: a reorganisation can put
    /// another block in the place of the newest one. So what counts is the writing, not the heights.
    ///
    /// @param since  what [#now] gave before whatever depends on it was looked at
    /// @return false if the deadline passed, the board was closed or the thread was interrupted before
    @SuppressWarnings("ReferenceEquality") // Equal marks may stand for other blocks.
    public boolean awaitChange(Marks since, Deadline deadline) {
        return await(() -> now != since, deadline);
    }

    /// The newest visible block and the newest final one.
    public synchronized void applied(long applied, long finalized) {
        mayNotFall("finalizedHeight", now.finalized(), finalized);
        write(new Marks(
                now.earliest(),
                now.flushed(),
                finalized < 0 ? now.finalized() : OptionalLong.of(finalized),
                OptionalLong.of(applied),
                now.snapshot()));
    }

    /// What is durable, and the oldest height that is kept.
    public synchronized void flushed(long flushed, long earliest) {
        mayNotFall("flushedHeight", now.flushed(), flushed);
        mayNotFall("earliestHeight", now.earliest(), earliest);
        write(new Marks(
                OptionalLong.of(earliest), OptionalLong.of(flushed), now.finalized(), now.applied(), now.snapshot()));
    }

    /// A snapshot has been finished. If its blocks were rewound meanwhile, it does not count.
    public synchronized void snapshot(long height) {
        if (height <= now.flushed().orElse(-1)) {
            long newest = Math.max(height, now.snapshot().orElse(height));
            write(new Marks(now.earliest(), now.flushed(), now.finalized(), now.applied(), OptionalLong.of(newest)));
        }
    }

    /// Everything above a block is gone.
    public synchronized void rewound(Marks afterwards) {
        write(afterwards);
    }

    /// Nobody waits any more, now or later: for the end, since marks may never move again.
    public void close() {
        closed = true;
        changed.give();
    }

    /// Whether nobody can wait any more.
    public boolean isClosed() {
        return closed;
    }

    private void write(Marks marks) {
        now = marks;
        changed.give();
    }

    private boolean await(BooleanSupplier reached, Deadline deadline) {
        return changed.await(() -> closed || reached.getAsBoolean(), deadline) && reached.getAsBoolean();
    }

    private static void mayNotFall(String name, OptionalLong before, long after) {
        if (before.isPresent() && after < before.getAsLong()) {
            throw new IllegalStateException(
                    "expected %s not to fall, but it would from %d to %d".formatted(name, before.getAsLong(), after));
        }
    }
}
