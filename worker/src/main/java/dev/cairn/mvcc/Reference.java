package dev.cairn.mvcc;

/// An entry in some layer, as one long: the layer's sequence number above, the entry's number below.
final class Reference {
    static final long NONE = 0;

    private Reference() {}

    static long of(int sequence, int entry) {
        return (long) sequence << Integer.SIZE | entry;
    }

    static int sequence(long reference) {
        return (int) (reference >>> Integer.SIZE);
    }

    static int entry(long reference) {
        return (int) reference;
    }
}
