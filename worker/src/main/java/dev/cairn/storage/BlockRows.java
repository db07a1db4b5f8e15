package dev.cairn.storage;

import dev.cairn.model.BlockHash;
import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Rows of the families `blocks` and `changes`. The caller holds a lease.
final class BlockRows {
    private static final byte BY_HEIGHT = 0x00;
    private static final byte BY_HASH = 0x01;

    private final RocksDatabase database;

    BlockRows(RocksDatabase database) {
        this.database = database;
    }

    static byte[] key(long height) {
        byte[] key = new byte[1 + Long.BYTES];
        key[0] = BY_HEIGHT;
        BigEndian.put(key, 1, height);
        return key;
    }

    static byte[] key(BlockHash hash) {
        byte[] key = new byte[1 + hash.bytes().length()];
        key[0] = BY_HASH;
        System.arraycopy(hash.bytes().toArray(), 0, key, 1, key.length - 1);
        return key;
    }

    Optional<BlockRecord> byHeight(long height) throws RocksDBException {
        byte @Nullable [] row = database.db().get(database.family(Column.BLOCKS), key(height));
        return row == null ? Optional.empty() : Optional.of(Records.decodeBlock(row));
    }

    /// The row of a hash may outlive its block for a moment, so the block has the last word.
    Optional<BlockRecord> byHash(BlockHash hash) throws RocksDBException {
        byte @Nullable [] row = database.db().get(database.family(Column.BLOCKS), key(hash));
        if (row == null) {
            return Optional.empty();
        }
        return byHeight(Records.decodeHeight("row of a block hash", row))
                .filter(block -> block.ref().hash().equals(hash));
    }

    Optional<Iterator<StateKey>> changedKeys(long height, KeyRange range) throws RocksDBException {
        byte @Nullable [] row = database.db().get(database.family(Column.CHANGES), Records.encodeHeight(height));
        return row == null ? Optional.empty() : Optional.of(new ChangedKeysDecoding(row, range));
    }

    /// Gives every block from a height on, ascending, up to but without another height.
    void forEach(long fromHeight, long toHeightExclusive, Consumer<BlockRecord> each) throws RocksDBException {
        try (Slice end = new Slice(key(toHeightExclusive));
                ReadOptions options =
                        new ReadOptions().setIterateUpperBound(end).setFillCache(false);
                RocksIterator iterator = database.db().newIterator(database.family(Column.BLOCKS), options)) {
            for (iterator.seek(key(fromHeight)); iterator.isValid(); iterator.next()) {
                each.accept(Records.decodeBlock(iterator.value()));
            }
            iterator.status();
        }
    }

    /// The newest height that has a row.
    OptionalLong newestHeight() throws RocksDBException {
        try (Slice end = new Slice(new byte[] {BY_HASH});
                ReadOptions options = new ReadOptions().setIterateUpperBound(end);
                RocksIterator iterator = database.db().newIterator(database.family(Column.BLOCKS), options)) {
            iterator.seekToLast();
            iterator.status();
            return iterator.isValid() ? OptionalLong.of(BigEndian.get(iterator.key(), 1)) : OptionalLong.empty();
        }
    }

    /// The oldest height below a limit that has a block; the limit if there is none.
    long oldestHeight(long limit) throws RocksDBException {
        try (Slice end = new Slice(key(limit));
                ReadOptions options = new ReadOptions().setIterateUpperBound(end);
                RocksIterator iterator = database.db().newIterator(database.family(Column.BLOCKS), options)) {
            iterator.seekToFirst();
            iterator.status();
            return iterator.isValid() ? BigEndian.get(iterator.key(), 1) : limit;
        }
    }

    /// Whether to go on.
    interface ChangeVisitor {
        boolean visit(long height, Iterator<StateKey> changed);
    }

    /// Gives the changed keys of every block, the newest first, down to but without another height.
    void forEachChangeDown(long newest, long downToExclusive, ChangeVisitor visitor) throws RocksDBException {
        try (Slice start = new Slice(Records.encodeHeight(downToExclusive + 1));
                ReadOptions options =
                        new ReadOptions().setIterateLowerBound(start).setFillCache(false);
                RocksIterator iterator = database.db().newIterator(database.family(Column.CHANGES), options)) {
            boolean goesOn = true;
            for (iterator.seekForPrev(Records.encodeHeight(newest)); goesOn && iterator.isValid(); iterator.prev()) {
                goesOn = visitor.visit(
                        Records.decodeHeight("row of changed keys", iterator.key()),
                        new ChangedKeysDecoding(iterator.value(), KeyRange.all()));
            }
            iterator.status();
        }
    }
}
