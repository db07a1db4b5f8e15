package dev.cairn.storage;

import java.util.Optional;
import java.util.OptionalLong;
import org.rocksdb.RocksDBException;

/// Reads the family `default`.
final class MetaRows {
    private MetaRows() {}

    /// Empty if the row is not there.
    static byte[] read(RocksDatabase database, MetaRow row) {
        try {
            byte[] value = database.db().get(database.family(Column.DEFAULT), row.key());
            return value == null ? new byte[0] : value;
        } catch (RocksDBException e) {
            throw Faults.of("reading the row '" + row + "'", e);
        }
    }

    static StorageIdentity identity(RocksDatabase database) {
        StorageIdentity source = Records.decodeIdentity(read(database, MetaRow.IDENTITY));
        byte[] handler = read(database, MetaRow.HANDLER);
        return handler.length == 0 ? source : source.withHandler(Records.decodeName("row 'handler'", handler));
    }

    static Progress progress(RocksDatabase database) {
        byte[] position = read(database, MetaRow.POSITION);
        if (position.length == 0) {
            return Progress.NOTHING;
        }
        byte[] timeline = read(database, MetaRow.TIMELINE);
        byte[] first = read(database, MetaRow.FIRST);
        return new Progress(
                Optional.of(Records.decodePosition(position)),
                first.length == 0 ? OptionalLong.empty() : OptionalLong.of(Records.decodeHeight("row 'first'", first)),
                Records.decodeHeight("row 'floor'", read(database, MetaRow.FLOOR)),
                timeline.length == 0 ? Timeline.START : Timeline.decode(timeline));
    }
}
