package dev.cairn.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/// Sets a running database to a [Pace], by the C interface: RocksJava cannot change the last level's compression.
/// Where that is missing, the database stays as it was opened, for [Pace#FOLLOWING].
///
/// A chain's keys are scattered, so each compaction of level 0 writes most of the level below anew, which at first is
/// the last one. Its strong compression was a seventh of all that catching up cost, for files that lived for seconds.
/// So meanwhile files of level 0 gather for longer, and the last level is packed as those above it. What is written
/// again afterwards is packed well.
final class PaceSetting {
    /// A read looks into each of them, and above 20 RocksDB slows down writers.
    private static final int LEVEL0_FILES = 12;

    private final RocksDatabase database;
    private final RocksSettings settings;
    private final Optional<MethodHandle> setOptions = CFunctions.find(
            "rocksdb_set_options_cf", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private Pace pace = Pace.FOLLOWING;

    PaceSetting(RocksDatabase database, RocksSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    boolean isAt(Pace wanted) {
        return pace == wanted || setOptions.isEmpty();
    }

    void set(Pace wanted) throws RocksDBException {
        for (Column column : Column.values()) {
            set(setOptions.orElseThrow(), column, options(column, wanted));
        }
        pace = wanted;
    }

    private Map<String, String> options(Column column, Pace wanted) {
        RocksSettings.CompressionSettings compression = settings.compression();
        int level0Trigger = settings.compaction().level0Trigger();
        Compression above = column == Column.STATE ? compression.levels().getLast() : compression.cold();
        return switch (wanted) {
            case CATCHING_UP -> options(Math.max(LEVEL0_FILES, level0Trigger), above, 0);
            case FOLLOWING -> options(level0Trigger, compression.bottom(), compression.bottomDictionaryBytes());
        };
    }

    private static Map<String, String> options(int level0Trigger, Compression bottom, int dictionaryBytes) {
        return Map.of(
                "level0_file_num_compaction_trigger",
                Integer.toString(level0Trigger),
                "bottommost_compression",
                RocksOptions.nameOf(bottom),
                "bottommost_compression_opts",
                "{max_dict_bytes=%d;zstd_max_train_bytes=%d}"
                        .formatted(dictionaryBytes, RocksOptions.TRAINED_WITH * dictionaryBytes));
    }

    private void set(MethodHandle function, Column column, Map<String, String> options) throws RocksDBException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment names = arena.allocate(ADDRESS, options.size());
            MemorySegment values = arena.allocate(ADDRESS, options.size());
            int count = 0;
            for (Map.Entry<String, String> option : options.entrySet()) {
                names.setAtIndex(ADDRESS, count, arena.allocateFrom(option.getKey()));
                values.setAtIndex(ADDRESS, count++, arena.allocateFrom(option.getValue()));
            }
            MemorySegment db = CFunctions.handle(arena, database.db().getNativeHandle());
            MemorySegment family =
                    CFunctions.handle(arena, database.family(column).getNativeHandle());
            MemorySegment error = arena.allocate(ADDRESS);
            function.invokeExact(db, family, count, names, values, error);
            CFunctions.throwIfSet(error);
        } catch (RocksDBException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("setting options of family " + column + " to " + options + " failed", e);
        }
    }
}
