package dev.cairn.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A Parquet file of two required columns of bytes, `key` and `value`, in plain pages that are not
/// compressed. That is the smallest part of the format, which every reader knows; see
/// docs/adr/2026-11-22-offline-tools.md.
final class ParquetFile implements StateSink {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROW_GROUP_BYTES = 8 << 20;
    private static final int BYTE_ARRAY = 6;
    private static final int REQUIRED = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int DATA_PAGE = 0;
    private static final int UNCOMPRESSED = 0;

    private final ExportHead head;
    private final OutputStream out;
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final List<Thrift> rowGroups = new ArrayList<>();
    private int rows;
    private long position;

    ParquetFile(ExportHead head, OutputStream out) throws IOException {
        this.head = head;
        this.out = out;
        write(MAGIC);
    }

    @Override
    public void entry(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength) throws IOException {
        add(keys, array, keyOffset, keyLength);
        add(values, array, valueOffset, valueLength);
        rows++;
        if (keys.size() + values.size() >= ROW_GROUP_BYTES) {
            writeRowGroup();
        }
    }

    @Override
    public void end(long entries) throws IOException {
        if (rows > 0) {
            writeRowGroup();
        }
        byte[] footer = footer(entries);
        write(footer);
        write(littleEndian(footer.length));
        write(MAGIC);
    }

    private static void add(ByteArrayOutputStream column, byte[] array, int offset, int length) {
        column.writeBytes(littleEndian(length));
        column.write(array, offset, length);
    }

    private void writeRowGroup() throws IOException {
        long begin = position;
        List<Thrift> columns = List.of(writeColumn("key", keys), writeColumn("value", values));
        rowGroups.add(
                new Thrift().structs(1, columns, 2).i64(2, position - begin).i64(3, rows));
        keys.reset();
        values.reset();
        rows = 0;
    }

    private Thrift writeColumn(String name, ByteArrayOutputStream column) throws IOException {
        long begin = position;
        Thrift page = new Thrift().i32(1, rows).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
        write(new Thrift()
                .i32(1, DATA_PAGE)
                .i32(2, column.size())
                .i32(3, column.size())
                .struct(5, page)
                .toBytes());
        column.writeTo(out);
        position += column.size();
        Thrift metadata = new Thrift()
                .i32(1, BYTE_ARRAY)
                .i32s(2, PLAIN, RLE)
                .texts(3, name)
                .i32(4, UNCOMPRESSED)
                .i64(5, rows)
                .i64(6, position - begin)
                .i64(7, position - begin)
                .i64(9, begin);
        return new Thrift().i64(2, begin).struct(3, metadata);
    }

    private byte[] footer(long entries) {
        List<Thrift> schema = List.of(
                new Thrift().text(4, "entry").i32(5, 2),
                new Thrift().i32(1, BYTE_ARRAY).i32(3, REQUIRED).text(4, "key"),
                new Thrift().i32(1, BYTE_ARRAY).i32(3, REQUIRED).text(4, "value"));
        List<Thrift> facts = List.of(
                fact("cairn.height", Long.toString(head.block().height())),
                fact("cairn.hash", head.block().ref().hash().toString()),
                fact("cairn.digest", head.block().digest().toHex()),
                fact("cairn.shard", Integer.toString(head.identity().shard())));
        return new Thrift()
                .i32(1, 1)
                .structs(2, schema, schema.size())
                .i64(3, entries)
                .structs(4, rowGroups, rowGroups.size())
                .structs(5, facts, facts.size())
                .text(6, "cairn")
                .toBytes();
    }

    private static Thrift fact(String key, String value) {
        return new Thrift().text(1, key).text(2, value);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    private static byte[] littleEndian(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
