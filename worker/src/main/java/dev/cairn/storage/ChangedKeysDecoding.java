package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Decodes what [ChangedKeysEncoding] wrote: the keys of a range, one by one as they are asked for. Keys in front of
/// the range have to be gone over, but nothing is made of them, and what lies behind it is not looked at.
final class ChangedKeysDecoding implements Iterator<StateKey> {
    private final RecordReader in;
    private final KeyRange range;
    private int left;
    /// The key it stands at; one array for all of them.
    private byte[] key = new byte[64];
    private int length;
    private boolean stands;

    ChangedKeysDecoding(byte[] row, KeyRange range) {
        in = new RecordReader("changed keys of a block", row);
        this.range = range;
        left = in.count(row.length);
        advance();
        byte[] from = range.from().toArray();
        while (stands && Arrays.compareUnsigned(key, 0, length, from, 0, from.length) < 0) {
            advance();
        }
    }

    @Override
    public boolean hasNext() {
        return stands && range.contains(Bytes.slice(key, 0, length));
    }

    @Override
    public StateKey next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more keys");
        }
        StateKey next = new StateKey(Bytes.wrap(Arrays.copyOf(key, length)));
        advance();
        return next;
    }

    private void advance() {
        stands = left > 0;
        if (!stands) {
            in.end();
            return;
        }
        left--;
        int shared = in.count(length);
        int own = in.count(StateKey.MAX_LENGTH);
        length = shared + own;
        if (!StateKey.isValidLength(length)) {
            throw in.corrupt("a key of 1 byte to 64 KiB", length + " bytes");
        }
        if (length > key.length) {
            key = Arrays.copyOf(key, Math.max(length, 2 * key.length));
        }
        in.bytes(key, shared, own);
    }
}
