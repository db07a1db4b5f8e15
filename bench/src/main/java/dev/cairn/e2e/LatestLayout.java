package dev.cairn.e2e;

import dev.cairn.model.Bytes;
import dev.cairn.store.PlainDatabase;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// The latest value of each key, and nothing else. It is asked for no other height than the last.
record LatestLayout(PlainDatabase database) implements Layout {
    @Override
    public void put(WriteBatch batch, long height, byte[] key, byte[] value) throws RocksDBException {
        batch.put(database.latest(), key, value);
    }

    @Override
    public void delete(WriteBatch batch, long height, byte[] key) throws RocksDBException {
        batch.delete(database.latest(), key);
    }

    @Override
    public Optional<Bytes> valueAt(byte[] key, long height) throws RocksDBException {
        return Optional.ofNullable(database.db().get(database.latest(), key)).map(Bytes::wrap);
    }
}
