package dev.cairn.storage;

import dev.cairn.model.KeyRange;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// What the state takes in RocksDB's files.
final class RocksSpace implements StoredSpace {
    private final RocksDatabase database;
    private final Supplier<Progress> progress;
    private final StateSlices slices;

    RocksSpace(RocksDatabase database, Supplier<Progress> progress) {
        this.database = database;
        this.progress = progress;
        slices = new StateSlices(database);
    }

    @Override
    public List<StateSlice> slices() {
        return leased("looking what lies where", slices::all);
    }

    @Override
    public long needed(KeyRange slice, BooleanSupplier goOn) {
        // A floor that rises meanwhile may refuse its timestamp; then less is needed than was asked about.
        return leased("counting what is needed", () -> slices.needed(slice, floorTimestamp(), goOn));
    }

    @Override
    public void compact(KeyRange slice) {
        leased("compacting a slice", () -> {
            database.compactions().state(database, slice);
            return null;
        });
    }

    private long floorTimestamp() {
        Progress now = progress.get();
        return now.timeline().timestampOf(now.floor());
    }

    private interface NativeCall<T extends @Nullable Object> {
        T run() throws RocksDBException;
    }

    private <T extends @Nullable Object> T leased(String doing, NativeCall<T> call) {
        database.leases().acquire();
        try {
            return call.run();
        } catch (RocksDBException e) {
            throw database.noted(Faults.of(doing, e));
        } finally {
            database.leases().release();
        }
    }
}
