package dev.cairn.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/// RocksDB's library, which has to be a file to be loaded.
///
/// RocksJava unpacks it to the temporary folder and deletes it when the JVM ends in order. A worker that is killed does
/// not end in order, and would leave 17 MB behind each time; so the file goes as soon as it is loaded.
final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    /// To be called before any other class of RocksDB is used.
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("cairn-rocksdb-");
            try {
                NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new StorageFault.Retryable(
                    "RocksDB's library could not be unpacked to " + System.getProperty("java.io.tmpdir") + ": "
                            + e.getMessage() + ". Make room there, or name another folder with -Djava.io.tmpdir",
                    e);
        }
        RocksDB.loadLibrary();
        loaded = true;
    }

    // Where a loaded file cannot be deleted, it stays until RocksJava deletes it at the end.
    private static void delete(Path folder) throws IOException {
        List<Path> unpacked;
        try (Stream<Path> files = Files.list(folder)) {
            unpacked = files.toList();
        }
        boolean empty = true;
        for (Path file : unpacked) {
            empty &= file.toFile().delete();
        }
        if (empty) {
            Files.delete(folder);
        }
    }
}
