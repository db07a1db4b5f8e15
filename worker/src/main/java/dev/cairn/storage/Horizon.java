package dev.cairn.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Raises the timestamp below which RocksDB may forget versions; flushes and compactions drop them as they run.
///
/// Java's interface can only say it together with a compaction of the whole range, which rewrites the database. So the
/// C function is called; where that is missing, the compaction has to do.
///
/// RocksDB refuses reads below the horizon only once the next memtable or file is installed, so readers check the
/// floor themselves.
sealed interface Horizon {
    void raise(RocksDatabase database, long timestamp) throws RocksDBException;

    static Horizon ofPlatform() {
        return CFunctions.find(
                        Native.FUNCTION, FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS))
                .<Horizon>map(Native::new)
                .orElseGet(Compacting::new);
    }

    /// By the C function: writes one record into the manifest.
    record Native(MethodHandle increase) implements Horizon {
        private static final String FUNCTION = "rocksdb_increase_full_history_ts_low";
        private static final java.lang.foreign.ValueLayout.OfLong TIMESTAMP =
                java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

        @Override
        public void raise(RocksDatabase database, long timestamp) throws RocksDBException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment db = CFunctions.handle(arena, database.db().getNativeHandle());
                MemorySegment family =
                        CFunctions.handle(arena, database.family(Column.STATE).getNativeHandle());
                MemorySegment low = arena.allocate(Long.BYTES);
                low.set(TIMESTAMP, 0, timestamp);
                MemorySegment error = arena.allocate(ADDRESS);
                increase.invokeExact(db, family, low, (long) Long.BYTES, error);
                CFunctions.throwIfSet(error);
            } catch (RocksDBException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("calling " + FUNCTION + " failed", e);
            }
        }
    }

    /// By a compaction of everything: right, and slow.
    record Compacting() implements Horizon {
        @Override
        public void raise(RocksDatabase database, long timestamp) throws RocksDBException {
            if (timestamp == 0) {
                return;
            }
            try (CompactRangeOptions options =
                    new CompactRangeOptions().setFullHistoryTSLow(new CompactRangeOptions.Timestamp(timestamp, 0))) {
                RocksDB db = database.db();
                db.compactRange(database.family(Column.STATE), null, null, options);
            }
        }
    }

    /// Which way is used, for logs.
    default Optional<String> slowBecause() {
        return switch (this) {
            case Native _ -> Optional.empty();
            case Compacting _ ->
                Optional.of("this platform's RocksDB library does not export " + Native.FUNCTION
                        + ", so each rise of the floor compacts the whole state; prune rarely");
        };
    }
}
