package dev.cairn.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;

/// How much lies in which level, over all families. RocksDB keeps these sums for its choice of compactions, so asking
/// costs the same however many files there are; the list of all files, which tells it too, would not.
final class RocksLevels {
    private static final String PROPERTY = "rocksdb.cfstats";

    private RocksLevels() {}

    /// The caller holds a lease.
    static List<StorageStats.Level> read(RocksDatabase database) throws RocksDBException {
        int depth = database.db().numberLevels();
        long[] files = new long[depth];
        long[] bytes = new long[depth];
        for (Column column : Column.values()) {
            Map<String, String> figures = database.db().getMapProperty(database.family(column), PROPERTY);
            for (int level = 0; level < depth; level++) {
                files[level] += figure(figures, level, "NumFiles");
                bytes[level] += figure(figures, level, "SizeBytes");
            }
        }
        return downToTheDeepestFile(files, bytes);
    }

    private static List<StorageStats.Level> downToTheDeepestFile(long[] files, long[] bytes) {
        List<StorageStats.Level> levels = new ArrayList<>();
        for (int level = 0; level < files.length; level++) {
            levels.add(new StorageStats.Level(level, files[level], bytes[level]));
        }
        while (!levels.isEmpty() && levels.getLast().files() == 0) {
            levels.removeLast();
        }
        return levels;
    }

    /// A level that never held anything is not told. What is told is a whole number, written as a fraction.
    private static long figure(Map<String, String> figures, int level, String name) {
        String text = figures.get("compaction.L" + level + "." + name);
        return text == null ? 0 : (long) Double.parseDouble(text);
    }
}
