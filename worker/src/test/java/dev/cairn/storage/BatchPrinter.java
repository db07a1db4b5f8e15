package dev.cairn.storage;

import dev.cairn.model.Bytes;
import java.util.List;
import org.rocksdb.WriteBatch;

/// Writes down what RocksDB finds in a batch.
final class BatchPrinter extends WriteBatch.Handler {
    private final List<String> out;

    BatchPrinter(List<String> out) {
        this.out = out;
    }

    @Override
    public void put(int family, byte[] key, byte[] value) {
        out.add("put " + family + " 0x" + hex(key) + " 0x" + hex(value));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        put(0, key, value);
    }

    @Override
    public void delete(int family, byte[] key) {
        out.add("delete " + family + " 0x" + hex(key));
    }

    @Override
    public void delete(byte[] key) {
        delete(0, key);
    }

    @Override
    public void deleteRange(int family, byte[] from, byte[] to) {
        out.add("delete range " + family + " 0x" + hex(from) + " 0x" + hex(to));
    }

    @Override
    public void deleteRange(byte[] from, byte[] to) {
        deleteRange(0, from, to);
    }

    @Override
    public void merge(int family, byte[] key, byte[] value) {
        out.add("merge");
    }

    @Override
    public void merge(byte[] key, byte[] value) {
        out.add("merge");
    }

    @Override
    public void singleDelete(int family, byte[] key) {
        out.add("single delete");
    }

    @Override
    public void singleDelete(byte[] key) {
        out.add("single delete");
    }

    @Override
    public void logData(byte[] blob) {
        out.add("log data");
    }

    @Override
    public void putBlobIndex(int family, byte[] key, byte[] value) {
        out.add("blob index");
    }

    @Override
    public void markBeginPrepare() {
        out.add("mark");
    }

    @Override
    public void markEndPrepare(byte[] xid) {
        out.add("mark");
    }

    @Override
    public void markNoop(boolean emptyBatch) {
        out.add("mark");
    }

    @Override
    public void markRollback(byte[] xid) {
        out.add("mark");
    }

    @Override
    public void markCommit(byte[] xid) {
        out.add("mark");
    }

    @Override
    public void markCommitWithTimestamp(byte[] xid, byte[] timestamp) {
        out.add("mark");
    }

    private static String hex(byte[] bytes) {
        return Bytes.wrap(bytes).toHex();
    }
}
