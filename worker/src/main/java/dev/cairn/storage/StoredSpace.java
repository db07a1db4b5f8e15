package dev.cairn.storage;

import dev.cairn.model.KeyRange;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What the state takes on disk, slice by slice, and how to give back what nobody can ask for. **Threading:** any
/// thread, beside the one that writes; one at a time.
public interface StoredSpace {
    /// Where nothing takes space on disk.
    StoredSpace NONE = new StoredSpace() {
        @Override
        public List<StateSlice> slices() {
            return List.of();
        }

        @Override
        public long needed(KeyRange slice, BooleanSupplier goOn) {
            return 0;
        }

        @Override
        public void compact(KeyRange slice) {
            // There is nothing.
        }
    };

    /// All of the state, in the order of its keys.
    List<StateSlice> slices();

    /// How many versions of a slice can be asked for; reads all of them.
    ///
    /// @param goOn  whether to go on; what is told means nothing if it was left
    long needed(KeyRange slice, BooleanSupplier goOn);

    /// Rewrites a slice without what lies below the floor. Closing the storage cuts it off.
    void compact(KeyRange slice);
}
