package dev.cairn.storage;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.CompactionJobInfo;
import org.rocksdb.FlushJobInfo;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteStallInfo;

/// Counts what RocksDB announces, and passes on how far memtables have reached the disk.
///
/// Background errors are not listened to: RocksJava does not know all reasons RocksDB gives (a manifest that cannot be
/// written, for one) and throws into a native thread. A property counts them. **Threading:** called by RocksDB's own
/// threads.
final class StorageEvents extends AbstractEventListener {
    private final LongAdder flushes = new LongAdder();
    private final LongAdder compactions = new LongAdder();
    private final LongAdder stalls = new LongAdder();
    private final LongConsumer flushedUpToSequence;

    /// @param flushedUpToSequence  learns the newest sequence number of a flushed memtable of the family `default`
    StorageEvents(LongConsumer flushedUpToSequence) {
        super(
                EnabledEventCallback.ON_FLUSH_COMPLETED,
                EnabledEventCallback.ON_COMPACTION_COMPLETED,
                EnabledEventCallback.ON_STALL_CONDITIONS_CHANGED);
        this.flushedUpToSequence = flushedUpToSequence;
    }

    @Override
    public void onFlushCompleted(RocksDB db, FlushJobInfo flush) {
        flushes.increment();
        if (flush.getColumnFamilyName().equals(Column.DEFAULT.familyName())) {
            flushedUpToSequence.accept(flush.getLargestSeqno());
        }
    }

    @Override
    public void onCompactionCompleted(RocksDB db, CompactionJobInfo compaction) {
        compactions.increment();
    }

    @Override
    public void onStallConditionsChanged(WriteStallInfo stall) {
        stalls.increment();
    }

    StorageStats.Events counted(long backgroundErrors) {
        return new StorageStats.Events(flushes.sum(), compactions.sum(), stalls.sum(), backgroundErrors);
    }
}
