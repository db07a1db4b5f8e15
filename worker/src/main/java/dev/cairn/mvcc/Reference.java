package dev.cairn.mvcc;

/// A record in some layer, as one long: the layer's sequence number above, where the record begins below.
final class Reference {
    static final long NONE = 0;
    /// Leads to no layer, but on to the slots behind it; see [HashSlots].
    /// No record begins at 0 or 1, so no reference is mistaken for either.
    static final long DEAD = 1;

    private Reference() {}

    static long of(int sequence, int offset) {
        return (long) sequence << Integer.SIZE | offset;
    }

    static int sequence(long reference) {
        return (int) (reference >>> Integer.SIZE);
    }

    static int offset(long reference) {
        return (int) reference;
    }
}
