package dev.cairn.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Lists what an open database consists of, by RocksDB's own list: the one that its checkpoint is made from. Java's
/// interface has only parts of it, told at different moments.
record LiveFiles(
        MethodHandle list,
        MethodHandle count,
        MethodHandle directory,
        MethodHandle name,
        MethodHandle size,
        MethodHandle trimmed,
        MethodHandle contents,
        MethodHandle destroy) {
    private static final String OF_LIST = "rocksdb_livefiles_storage_info_";
    private static final FunctionDescriptor TEXT_AT = FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG);

    /// Empty where the library does not export the functions.
    static Optional<LiveFiles> ofPlatform() {
        return find("rocksdb_get_livefiles_storage_info", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS))
                .map(list -> new LiveFiles(
                        list,
                        ofList("count", FunctionDescriptor.of(JAVA_LONG, ADDRESS)),
                        ofList("directory", TEXT_AT),
                        ofList("relative_filename", TEXT_AT),
                        ofList("size", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG)),
                        ofList("trim_to_size", FunctionDescriptor.of(JAVA_BYTE, ADDRESS, JAVA_LONG)),
                        ofList("replacement_contents", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS)),
                        ofList("destroy", FunctionDescriptor.ofVoid(ADDRESS))));
    }

    /// Writes memtables to files first. Who wants to have the files after that keeps them from being deleted.
    List<LiveFile> of(RocksDB db) throws RocksDBException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ADDRESS);
            MemorySegment listed = (MemorySegment)
                    list.invokeExact(CFunctions.handle(arena, db.getNativeHandle()), MemorySegment.NULL, error);
            CFunctions.throwIfSet(error);
            try {
                return read(listed, arena);
            } finally {
                destroy.invokeExact(listed);
            }
        } catch (RocksDBException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("listing the files of the database failed", e);
        }
    }

    private List<LiveFile> read(MemorySegment listed, Arena arena) throws Throwable {
        long files = (long) count.invokeExact(listed);
        List<LiveFile> read = new ArrayList<>();
        for (long index = 0; index < files; index++) {
            MemorySegment length = arena.allocate(JAVA_LONG);
            String content = CFunctions.text((MemorySegment) contents.invokeExact(listed, index, length));
            read.add(new LiveFile(
                    Path.of(CFunctions.text((MemorySegment) directory.invokeExact(listed, index)))
                            .resolve(CFunctions.text((MemorySegment) name.invokeExact(listed, index))),
                    (long) size.invokeExact(listed, index),
                    (byte) trimmed.invokeExact(listed, index) != 0,
                    content.isEmpty() ? Optional.empty() : Optional.of(content)));
        }
        return read;
    }

    private static Optional<MethodHandle> find(String function, FunctionDescriptor signature) {
        return CFunctions.find(function, signature);
    }

    private static MethodHandle ofList(String function, FunctionDescriptor signature) {
        return find(OF_LIST + function, signature)
                .orElseThrow(() -> new IllegalStateException("expected RocksDB to export " + OF_LIST + function
                        + " with the list itself, but it does not; use the version that Cairn is built with"));
    }
}
