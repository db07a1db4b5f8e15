package dev.cairn.assemble;

import dev.cairn.decode.BlockTransaction;
import dev.cairn.source.SourceRecord;

/// What a transaction takes in memory on average, by all that have come.
final class TransactionSizes {
    private long count;
    private long bytes;

    void came(SourceRecord record, BlockTransaction event) {
        count++;
        bytes += Footprint.ofTransaction(record, event.changes());
    }

    /// What so many would take; 0 as long as none has come.
    long of(long transactions) {
        return count == 0 ? 0 : (long) ((double) bytes / count * transactions);
    }
}
