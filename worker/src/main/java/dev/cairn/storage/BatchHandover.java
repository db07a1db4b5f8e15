package dev.cairn.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// Gives an encoded batch to RocksDB. **Threading:** the writer's only.
sealed interface BatchHandover extends AutoCloseable {
    void write(RocksDB db, WriteOptions options, BatchEncoder batch) throws RocksDBException;

    @Override
    void close();

    static BatchHandover ofPlatform() {
        Optional<BatchHandover> direct = Direct.ofPlatform();
        return direct.orElseGet(Copying::new);
    }

    /// Through memory outside the heap that is kept from batch to batch. RocksJava wants the batch as an array of its
    /// exact length and copies that once more; fresh pages for two copies cost more than the copying.
    final class Direct implements BatchHandover {
        private final MethodHandle create;
        private final MethodHandle write;
        private final MethodHandle destroy;
        private Arena arena = Arena.ofShared();
        private MemorySegment memory = MemorySegment.NULL;

        private Direct(MethodHandle create, MethodHandle write, MethodHandle destroy) {
            this.create = create;
            this.write = write;
            this.destroy = destroy;
        }

        static Optional<BatchHandover> ofPlatform() {
            return CFunctions.find("rocksdb_writebatch_create_from", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG))
                    .flatMap(create -> CFunctions.find(
                                    "rocksdb_write", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, ADDRESS))
                            .flatMap(write -> CFunctions.find(
                                            "rocksdb_writebatch_destroy", FunctionDescriptor.ofVoid(ADDRESS))
                                    .map(destroy -> new Direct(create, write, destroy))));
        }

        @Override
        public void write(RocksDB db, WriteOptions options, BatchEncoder batch) throws RocksDBException {
            try (Arena call = Arena.ofConfined()) {
                MemorySegment error = call.allocate(ADDRESS);
                MemorySegment database = CFunctions.handle(call, db.getNativeHandle());
                MemorySegment whole = (MemorySegment) create.invokeExact(filledWith(batch), (long) batch.size());
                try {
                    write.invokeExact(database, MemorySegment.ofAddress(options.getNativeHandle()), whole, error);
                } finally {
                    destroy.invokeExact(whole);
                }
                CFunctions.throwIfSet(error);
            } catch (RocksDBException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("writing a batch through RocksDB's C interface failed", e);
            }
        }

        /// As large as the encoder's own buffer, so it grows and shrinks with that.
        private MemorySegment filledWith(BatchEncoder batch) {
            if (memory.byteSize() != batch.capacity()) {
                arena.close();
                arena = Arena.ofShared();
                memory = arena.allocate(batch.capacity(), Long.BYTES);
            }
            MemorySegment.copy(batch.encoded(), 0, memory, JAVA_BYTE, 0, batch.size());
            return memory;
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    /// Through RocksJava, where the library does not export its C interface.
    record Copying() implements BatchHandover {
        @Override
        public void write(RocksDB db, WriteOptions options, BatchEncoder batch) throws RocksDBException {
            try (WriteBatch whole = new WriteBatch(batch.toArray())) {
                db.write(options, whole);
            }
        }

        @Override
        public void close() {}
    }
}
