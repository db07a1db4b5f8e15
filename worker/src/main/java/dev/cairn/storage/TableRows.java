package dev.cairn.storage;

import java.nio.file.Path;
import java.util.Arrays;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/// Looks into a single table, past the manifest.
final class TableRows {
    private TableRows() {}

    /// Whether a round is in it: a database that was only begun has tables of the family `default` alone, and no
    /// position in them. However often it is begun, and whenever it dies over that, it has no others.
    ///
    /// A table that cannot be read shows nothing: a crash leaves them torn. RocksDB says so if one is needed.
    static boolean showARound(Path table) {
        try (Options options = new Options();
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(table.toString());
            return !isOfDefault(reader) || hasPosition(reader);
        } catch (RocksDBException _) {
            return false;
        }
    }

    static void verify(Path table) throws RocksDBException {
        try (Options options = new Options();
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(table.toString());
            reader.verifyChecksum();
        }
    }

    private static boolean isOfDefault(SstFileReader reader) throws RocksDBException {
        return Arrays.equals(reader.getTableProperties().getColumnFamilyName(), Column.DEFAULT.nameBytes());
    }

    private static boolean hasPosition(SstFileReader reader) throws RocksDBException {
        byte[] position = MetaRow.POSITION.key();
        try (ReadOptions options = new ReadOptions();
                SstFileReaderIterator rows = reader.newIterator(options)) {
            rows.seek(position);
            boolean found = rows.isValid() && Arrays.equals(rows.key(), position);
            rows.status();
            return found;
        }
    }
}
