package dev.cairn.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// As much of Thrift's compact protocol as the metadata of a Parquet file takes.
final class Thrift {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int LONG_LIST = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int lastField;

    Thrift i32(int field, int value) {
        header(field, I32);
        zigzag(value);
        return this;
    }

    Thrift i64(int field, long value) {
        header(field, I64);
        zigzag(value);
        return this;
    }

    Thrift text(int field, String text) {
        header(field, BINARY);
        binary(text);
        return this;
    }

    Thrift struct(int field, Thrift struct) {
        header(field, STRUCT);
        out.writeBytes(struct.toBytes());
        return this;
    }

    Thrift structs(int field, Iterable<Thrift> structs, int count) {
        list(field, STRUCT, count);
        structs.forEach(struct -> out.writeBytes(struct.toBytes()));
        return this;
    }

    Thrift i32s(int field, int... values) {
        list(field, I32, values.length);
        for (int value : values) {
            zigzag(value);
        }
        return this;
    }

    Thrift texts(int field, String... texts) {
        list(field, BINARY, texts.length);
        for (String text : texts) {
            binary(text);
        }
        return this;
    }

    /// With the mark that ends a struct.
    byte[] toBytes() {
        byte[] fields = out.toByteArray();
        byte[] whole = new byte[fields.length + 1];
        System.arraycopy(fields, 0, whole, 0, fields.length);
        return whole;
    }

    private void header(int field, int type) {
        out.write(((field - lastField) << 4) | type);
        lastField = field;
    }

    private void list(int field, int elementType, int count) {
        header(field, LIST);
        if (count < LONG_LIST) {
            out.write((count << 4) | elementType);
        } else {
            out.write((LONG_LIST << 4) | elementType);
            varint(count);
        }
    }

    private void binary(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    private void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
