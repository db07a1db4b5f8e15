package dev.cairn.simulation;

import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.thread.ForwardClock;
import java.util.Optional;

/// What one process has open: the database, and what stands above it.
record RunningStore(Database database, MvccStore memory, ReadCheck reads) {
    static RunningStore over(Database database, Beginning beginning, ForwardClock clock) {
        MvccStore memory = new MvccStore(beginning.memory(), committed(database.storage()), clock);
        return new RunningStore(database, memory, new ReadCheck(memory, database.storage()));
    }

    Storage storage() {
        return database.storage();
    }

    static Optional<BlockRef> committed(Storage storage) {
        return storage.committed().map(CommittedPosition::block);
    }
}
