package dev.cairn.e2e;

import dev.cairn.model.Bytes;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// How somebody who writes a worker by hand lays the state out in RocksDB.
interface Layout {
    void put(WriteBatch batch, long height, byte[] key, byte[] value) throws RocksDBException;

    void delete(WriteBatch batch, long height, byte[] key) throws RocksDBException;

    Optional<Bytes> valueAt(byte[] key, long height) throws RocksDBException;
}
