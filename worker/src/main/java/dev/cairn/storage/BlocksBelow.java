package dev.cairn.storage;

import java.util.List;
import org.rocksdb.RocksDBException;

/// Deletes blocks and changed keys below a floor that is stored already.
///
/// It begins at the oldest block that is there, not at the old floor, so what a crash left undone is done the next
/// time. In chunks, since the hashes' rows have to be named one by one. **Threading:** the writer's; the caller holds
/// a lease.
final class BlocksBelow {
    private static final int CHUNK_BLOCKS = 10_000;

    private final RocksDatabase database;
    private final BatchEncoder batch;
    private final BlockRows rows;

    BlocksBelow(RocksDatabase database, BatchEncoder batch) {
        this.database = database;
        this.batch = batch;
        rows = new BlockRows(database);
    }

    void delete(long floor) throws RocksDBException {
        long oldest = rows.oldestHeight(floor);
        while (oldest < floor) {
            long chunkEnd = Math.min(floor, oldest + CHUNK_BLOCKS);
            batch.reset();
            int family = database.id(Column.BLOCKS);
            rows.forEach(
                    oldest,
                    chunkEnd,
                    block -> batch.delete(family, BlockRows.key(block.ref().hash())));
            batch.deleteRange(family, BlockRows.key(oldest), BlockRows.key(chunkEnd));
            batch.deleteRange(
                    database.id(Column.CHANGES), Records.encodeHeight(oldest), Records.encodeHeight(chunkEnd));
            database.write(batch);
            oldest = rows.oldestHeight(floor);
        }
    }

    /// Deletes the files in which nothing else is, for a floor that no crash can take back. What shares a file with
    /// what is kept goes when that is compacted.
    static void deleteFiles(RocksDatabase database, long floor) throws RocksDBException {
        database.db()
                .deleteFilesInRanges(
                        database.family(Column.CHANGES),
                        List.of(Records.encodeHeight(0), Records.encodeHeight(floor)),
                        false);
    }
}
