package dev.cairn.storage;

import dev.cairn.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [RecordWriter] wrote. RocksDB checks its blocks, so what does not fit here was written by something else
/// or damaged in a way that checksums do not see: a [StorageFault.Corrupt] that names the row.
final class RecordReader {
    private final String what;
    private final byte[] record;
    private int position;

    RecordReader(String what, byte[] record) {
        this.what = what;
        this.record = record;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = record[require(1)];
            position++;
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("a number ends", "more than ten bytes of one");
    }

    int count(int max) {
        long value = number();
        if (value < 0 || value > max) {
            throw corrupt("a count from 0 to " + max, Long.toString(value));
        }
        return (int) value;
    }

    byte[] bytes() {
        int length = count(Integer.MAX_VALUE);
        int from = require(length);
        position += length;
        return Arrays.copyOfRange(record, from, position);
    }

    /// Bytes whose number is known, into an array.
    void bytes(byte[] into, int at, int length) {
        int from = require(length);
        position += length;
        System.arraycopy(record, from, into, at, length);
    }

    Bytes view() {
        int length = count(Integer.MAX_VALUE);
        int from = require(length);
        position += length;
        return Bytes.slice(record, from, length);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    void end() {
        if (position != record.length) {
            throw corrupt("the record ends after " + position + " bytes", record.length + " bytes");
        }
    }

    StorageFault.Corrupt corrupt(String expected, String found) {
        return new StorageFault.Corrupt(
                "%s, %d bytes, at byte %d: expected %s, but found %s."
                        .formatted(what, record.length, position, expected, found),
                null);
    }

    private int require(int length) {
        if (record.length - position < length) {
            throw corrupt(length + " more bytes", record.length - position + " bytes");
        }
        return position;
    }
}
