package dev.cairn.storage;

import java.util.OptionalLong;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Goes over every version of every key that lies above a height, also above the newest block, where
/// nothing should be. What a rewind replaced or restored belongs to no height and is passed over. The
/// caller holds a lease.
final class VersionWalk {
    private static final int SUFFIX = 2 * Long.BYTES;
    /// The highest there is: timestamps are compared as unsigned.
    private static final long NEWEST = -1;

    private final RocksDatabase database;
    private final Timeline timeline;

    VersionWalk(RocksDatabase database, Timeline timeline) {
        this.database = database;
        this.timeline = timeline;
    }

    void above(long height, VersionVisitor visitor) throws RocksDBException {
        try (Slice newest = new Slice(Timestamps.littleEndian(NEWEST));
                Slice oldest = new Slice(Timestamps.littleEndian(timeline.timestampOf(height) + 1));
                ReadOptions options = new ReadOptions()
                        .setTimestamp(newest)
                        .setIterStartTs(oldest)
                        .setFillCache(false);
                RocksIterator iterator = database.db().newIterator(database.family(Column.STATE), options)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                byte[] internalKey = iterator.key();
                int keyLength = internalKey.length - SUFFIX;
                OptionalLong writtenAt = timeline.heightAt(Timestamps.littleEndian(internalKey, keyLength));
                if (writtenAt.isPresent() && writtenAt.getAsLong() > height) {
                    visitor.version(internalKey, keyLength, writtenAt.getAsLong());
                }
            }
            iterator.status();
        }
    }
}
