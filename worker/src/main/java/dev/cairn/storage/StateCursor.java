package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;

/// Walks over the state as of one height. It stands before the first entry until [#next()] is called.
///
/// It sees the state as it was when it was opened, also while the floor rises; so one that is kept open for long keeps
/// files from being deleted. Keys and values are slices of arrays that are never changed again, so they may be kept.
/// **Threading:** one thread at a time. A storage that is closed closes its cursors: once what is fetched already is
/// used up, [#next()] throws [StorageFault.Closed].
public interface StateCursor extends AutoCloseable {
    /// Goes to the next entry in scan order; false when there is none.
    boolean next();

    /// Whether the next [#next()] reads natively, and not only from what is fetched already.
    boolean fetchesNext();

    /// Goes on from a key: the next [#next()] gives it or, if it has no value, the one after it in scan order. May
    /// go backwards too; never leaves the range.
    void seek(byte[] keyArray, int keyOffset, int keyLength);

    /// The array that the key and the value of the entry lie in.
    byte[] array();

    int keyOffset();

    int keyLength();

    int valueOffset();

    int valueLength();

    default StateKey key() {
        return new StateKey(Bytes.slice(array(), keyOffset(), keyLength()));
    }

    default StateValue value() {
        return new StateValue(Bytes.slice(array(), valueOffset(), valueLength()));
    }

    @Override
    void close();
}
