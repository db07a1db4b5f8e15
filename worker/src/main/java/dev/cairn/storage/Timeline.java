package dev.cairn.storage;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Maps heights to RocksDB's timestamps, which have to grow for ever, while heights fall back at a rewind.
///
/// A row says: from this height on, timestamp = height + shift. There is one row, with shift 0, until a rewind to H
/// adds another from H + 1 on. The timestamps from the old tip's back to H's are then those of replaced versions, and
/// the one between the two rows holds the values that the rewind restored: no height leads to any of them. Immutable.
final class Timeline {
    static final Timeline START = new Timeline(new long[] {0}, new long[] {0});

    private final long[] fromHeights;
    private final long[] shifts;

    private Timeline(long[] fromHeights, long[] shifts) {
        this.fromHeights = fromHeights;
        this.shifts = shifts;
    }

    /// Timestamps are unsigned, as RocksDB compares them, so heights near the end of the range work too.
    long timestampOf(long height) {
        int row = fromHeights.length - 1;
        while (row > 0 && fromHeights[row] > height) {
            row--;
        }
        return height + shifts[row];
    }

    /// What has to be added to heights above the last committed one.
    long tipShift() {
        return shifts[shifts.length - 1];
    }

    /// The height whose state a timestamp belongs to; empty for what was replaced or restored by a rewind.
    OptionalLong heightAt(long timestamp) {
        for (int row = fromHeights.length - 1; row >= 0; row--) {
            long height = timestamp - shifts[row];
            if (height >= fromHeights[row] && Long.compareUnsigned(timestamp, shifts[row]) >= 0) {
                boolean replaced = row < fromHeights.length - 1 && height >= fromHeights[row + 1];
                return replaced ? OptionalLong.empty() : OptionalLong.of(height);
            }
        }
        return OptionalLong.empty();
    }

    /// After a rewind that wrote what it restored at a timestamp: heights above go on after it.
    Timeline rewoundTo(long height, long restoredAt) {
        int kept = fromHeights.length;
        while (kept > 0 && fromHeights[kept - 1] > height) {
            kept--;
        }
        long[] newFrom = Arrays.copyOf(fromHeights, kept + 1);
        long[] newShifts = Arrays.copyOf(shifts, kept + 1);
        newFrom[kept] = height + 1;
        newShifts[kept] = restoredAt - height;
        return new Timeline(newFrom, newShifts);
    }

    /// Without the rows that only heights below a floor need.
    Timeline from(long floor) {
        int first = 0;
        while (first < fromHeights.length - 1 && fromHeights[first + 1] <= floor) {
            first++;
        }
        return first == 0
                ? this
                : new Timeline(
                        Arrays.copyOfRange(fromHeights, first, fromHeights.length),
                        Arrays.copyOfRange(shifts, first, shifts.length));
    }

    int rows() {
        return fromHeights.length;
    }

    List<TimelineRow> asRows() {
        return IntStream.range(0, fromHeights.length)
                .mapToObj(row -> new TimelineRow(fromHeights[row], shifts[row]))
                .toList();
    }

    byte[] encode() {
        RecordWriter out = new RecordWriter().number(fromHeights.length);
        for (int row = 0; row < fromHeights.length; row++) {
            out.number(fromHeights[row]).number(shifts[row]);
        }
        return out.toArray();
    }

    static Timeline decode(byte[] record) {
        RecordReader in = new RecordReader("row 'timeline'", record);
        int rows = in.count(record.length);
        if (rows == 0) {
            throw in.corrupt("at least one row", "none");
        }
        long[] fromHeights = new long[rows];
        long[] shifts = new long[rows];
        for (int row = 0; row < rows; row++) {
            fromHeights[row] = in.number();
            shifts[row] = in.number();
        }
        in.end();
        return new Timeline(fromHeights, shifts);
    }

    @Override
    public String toString() {
        return "from " + Arrays.toString(fromHeights) + " shift " + Arrays.toString(shifts);
    }
}
