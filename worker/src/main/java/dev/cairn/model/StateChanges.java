package dev.cairn.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Changes of the state in order, kept as slices of the record they came in.
///
/// A chain at full speed brings millions of changes a second. As objects (key, value, their arrays, a list) each would
/// cost five allocations and a copy; here it is four ints beside the record's own bytes. So there are two faces: the
/// positions, for loops that must not allocate, and [#get(int)], for everyone else.
public final class StateChanges {
    public static final StateChanges NONE = new StateChanges(new byte[0], new int[0]);

    private static final int KEY_OFFSET = 0;
    private static final int KEY_LENGTH = 1;
    private static final int VALUE_OFFSET = 2;
    private static final int VALUE_LENGTH = 3;
    private static final int INTS_PER_CHANGE = 4;
    private static final int DELETED = -1;

    private final byte[] source;
    private final int[] spans;

    private StateChanges(byte[] source, int[] spans) {
        this.source = source;
        this.spans = spans;
    }

    public int size() {
        return spans.length / INTS_PER_CHANGE;
    }

    public boolean isEmpty() {
        return spans.length == 0;
    }

    public StateChange get(int index) {
        StateKey key = new StateKey(Bytes.slice(source, keyOffset(index), keyLength(index)));
        return isDelete(index)
                ? new StateChange.Delete(key)
                : new StateChange.Put(key, new StateValue(Bytes.slice(source, valueOffset(index), valueLength(index))));
    }

    public List<StateChange> toList() {
        return IntStream.range(0, size()).mapToObj(this::get).toList();
    }

    /// The array that all positions point into. Nobody may change it.
    public byte[] source() {
        return source;
    }

    public int keyOffset(int index) {
        return spans[index * INTS_PER_CHANGE + KEY_OFFSET];
    }

    public int keyLength(int index) {
        return spans[index * INTS_PER_CHANGE + KEY_LENGTH];
    }

    public boolean isDelete(int index) {
        return spans[index * INTS_PER_CHANGE + VALUE_LENGTH] == DELETED;
    }

    /// Of a put only.
    public int valueOffset(int index) {
        return spans[index * INTS_PER_CHANGE + VALUE_OFFSET];
    }

    /// Of a put only.
    public int valueLength(int index) {
        return spans[index * INTS_PER_CHANGE + VALUE_LENGTH];
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof StateChanges other && toList().equals(other.toList());
    }

    @Override
    public int hashCode() {
        return toList().hashCode();
    }

    @Override
    public String toString() {
        return toList().toString();
    }

    /// Gathers positions. It is made to be kept and used again: [#build(byte[])] leaves it empty.
    public static final class Builder {
        private int[] spans = new int[16 * INTS_PER_CHANGE];
        private int used;

        public void put(int keyOffset, int keyLength, int valueOffset, int valueLength) {
            add(keyOffset, keyLength, valueOffset, valueLength);
        }

        public void delete(int keyOffset, int keyLength) {
            add(keyOffset, keyLength, 0, DELETED);
        }

        public int size() {
            return used / INTS_PER_CHANGE;
        }

        public void clear() {
            used = 0;
        }

        /// The changes gathered so far, as slices of the given array.
        public StateChanges build(byte[] source) {
            if (used == 0) {
                return NONE;
            }
            for (int i = 0; i < used; i += INTS_PER_CHANGE) {
                Objects.checkFromIndexSize(spans[i + KEY_OFFSET], spans[i + KEY_LENGTH], source.length);
                Objects.checkFromIndexSize(
                        spans[i + VALUE_OFFSET], Math.max(spans[i + VALUE_LENGTH], 0), source.length);
            }
            StateChanges changes = new StateChanges(source, Arrays.copyOf(spans, used));
            clear();
            return changes;
        }

        private void add(int keyOffset, int keyLength, int valueOffset, int valueLength) {
            if (used == spans.length) {
                spans = Arrays.copyOf(spans, spans.length * 2);
            }
            spans[used + KEY_OFFSET] = keyOffset;
            spans[used + KEY_LENGTH] = keyLength;
            spans[used + VALUE_OFFSET] = valueOffset;
            spans[used + VALUE_LENGTH] = valueLength;
            used += INTS_PER_CHANGE;
        }
    }
}
