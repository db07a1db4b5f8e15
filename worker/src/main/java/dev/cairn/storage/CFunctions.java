package dev.cairn.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/// RocksDB's C interface, for what RocksJava cannot do or does with copies. librocksdbjni exports it on Linux and
/// macOS, not on Windows, so everybody who uses it has another way as well.
///
/// Where C hands out a struct that holds a C++ pointer (a database, a family, an iterator), a segment with the Java
/// object's native handle is as good; where it hands out the C++ object itself (options, batches), the handle is.
final class CFunctions {
    private CFunctions() {}

    @SuppressWarnings("restricted") // calling C is the whole purpose of this class
    static Optional<MethodHandle> find(String name, FunctionDescriptor signature, Linker.Option... options) {
        return SymbolLookup.loaderLookup()
                .find(name)
                .map(function -> Linker.nativeLinker().downcallHandle(function, signature, options));
    }

    /// A struct of one C++ pointer.
    static MemorySegment handle(Arena arena, long pointer) {
        MemorySegment struct = arena.allocate(JAVA_LONG);
        struct.set(JAVA_LONG, 0, pointer);
        return struct;
    }

    /// What RocksDB keeps, as long as it keeps it.
    @SuppressWarnings("restricted") // a C string of unknown length
    static String text(MemorySegment text) {
        return text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// @param error  where the function leaves a text if it fails
    static void throwIfSet(MemorySegment error) throws RocksDBException {
        MemorySegment text = error.get(ADDRESS, 0);
        if (text.address() != 0) {
            // RocksDB allocated it and it is not given back: an error is rare, and the allocator may not be ours.
            throw StatusText.exception(text(text));
        }
    }
}
