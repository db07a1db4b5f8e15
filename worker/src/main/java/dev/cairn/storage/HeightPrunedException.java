package dev.cairn.storage;

/// A height was asked for that is no longer kept: an answer, not a fault, so it carries no stack trace.
@SuppressWarnings("serial")
public final class HeightPrunedException extends RuntimeException {
    private final long earliestHeight;

    HeightPrunedException(long height, long earliestHeight) {
        super(
                "height " + height + " was pruned; the earliest height kept is " + earliestHeight,
                null,
                /* enableSuppression= */ false,
                /* writableStackTrace= */ false);
        this.earliestHeight = earliestHeight;
    }

    public long earliestHeight() {
        return earliestHeight;
    }
}
