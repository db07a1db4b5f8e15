package dev.cairn.storage;

import dev.cairn.fault.Step;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ResumeOffsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// The backend on RocksDB, with the height as its timestamp. It holds what is decided once for all writes: what is
/// durable when, and in which order floor and horizon rise.
final class RocksStorage implements Storage {
    private final RocksDatabase database;
    private final Durability durability;
    private final Horizon horizon;
    private final PaceSetting paceSetting;
    private final DurablePositions durable;
    private final DiskRoom room;
    private final boolean liesInSeveralPlaces;
    private final BatchEncoder batch = new BatchEncoder();
    private final RocksReader reader;
    /// It alone may be committed: the batch is its.
    private @Nullable Object current;
    /// The floor is stored, and dropping what lies below it failed or was not done yet.
    private boolean dropIsDue;
    private volatile Progress progress;

    private RocksStorage(RocksDatabase database, StorageConfig.Rocks config, DurablePositions durable) {
        this.database = database;
        durability = config.durability();
        paceSetting = new PaceSetting(database, config.settings());
        this.durable = durable;
        room = DiskRoom.of(config.directory());
        liesInSeveralPlaces = !config.settings().places().areOne() || StatePlaces.isMarked(config.directory());
        horizon = Horizon.ofPlatform();
        progress = MetaRows.progress(database);
        durable.begin(progress.committed());
        reader = new RocksReader(database, () -> progress);
    }

    static RocksStorage open(StorageConfig.Rocks config, StorageIdentity identity) {
        NativeLibrary.load();
        DurablePositions durable = new DurablePositions();
        RocksDatabase database = DatabaseOpening.open(config, identity);
        try {
            RocksStorage storage = new RocksStorage(database, config, durable);
            storage.reclaimBelowFloor("raising the horizon to the stored floor", Faults::ofStoredFloor);
            return storage;
        } catch (RuntimeException e) {
            database.close(() -> {});
            throw e;
        }
    }

    /// For whoever looks at what lies below this interface: the bytes, and RocksDB's own counters.
    RocksDatabase database() {
        return database;
    }

    @Override
    public Optional<CommittedPosition> committed() {
        return progress.committed();
    }

    @Override
    public Optional<CommittedPosition> durable() {
        return switch (durability) {
            case WAL -> progress.committed();
            case KAFKA ->
                leased("looking which commits are in files", () -> {
                    durable.flushedUpTo(database.newestSequenceInFiles());
                    return durable.durable();
                });
        };
    }

    @Override
    public boolean everyCommitLasts() {
        return durability == Durability.WAL;
    }

    @Override
    public long earliestHeight() {
        return progress.floor();
    }

    @Override
    public OptionalLong firstHeight() {
        return progress.first();
    }

    @Override
    public AtomicWrite beginWrite() {
        RocksWrite write = new RocksWrite(this, database, batch, progress);
        current = write;
        return write;
    }

    @Override
    public StorageReader reader() {
        return reader;
    }

    @SuppressWarnings("ReferenceEquality") // which write it is, not what is in it
    void checkCurrent(Object write) {
        if (write != current) {
            throw WriteChecks.overtaken();
        }
    }

    /// Writes a batch with its position; on failure nothing has changed.
    void commit(BatchEncoder data, Progress after) {
        boolean floorRises = after.floor() > progress.floor();
        Step.ROUND_PREPARED.reached();
        write("writing " + data.count() + " entries up to height " + after.height(), data, after);
        Step.ROUND_WRITTEN.reached();
        if (floorRises || dropIsDue) {
            dropAfterCommit();
        }
    }

    /// What is committed is committed: if it said now that it failed, the same blocks would be written again,
    /// and refused for ever. Whoever raises the floor the next time is told.
    private void dropAfterCommit() {
        try {
            dropBelowFloor();
        } catch (StorageFault _) {
            // It stays due, and is done with the next commit or rise of the floor.
        }
    }

    @Override
    public void raiseFloor(long earliestHeight) {
        Progress before = progress;
        WriteChecks.floorIsStored(earliestHeight, before);
        boolean rises = earliestHeight > before.floor();
        if (!rises && !dropIsDue) {
            return;
        }
        current = null;
        expectRoom("raising the floor to " + earliestHeight);
        if (rises) {
            batch.reset();
            write("raising the floor to " + earliestHeight, batch, before.withFloor(earliestHeight));
            Step.FLOOR_STORED.reached();
        }
        dropBelowFloor();
    }

    @Override
    public RewindWrite beginRewind(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) {
        current = null;
        Progress before = progress;
        String doing = "rewinding from height " + before.height() + " to " + toHeight;
        Rewind.Stride stride = leased(doing, () -> new Rewind(database, batch).prepare(before, toHeight, goOnFrom));
        RewindWrite write = new RewindWrite() {
            @Override
            public RewindReport commit() {
                checkCurrent(this);
                current = null;
                return leased(doing, () -> {
                    Step.REWIND_PREPARED.reached();
                    writeLeased(batch, stride.after());
                    Step.REWIND_WRITTEN.reached();
                    return stride.report();
                });
            }
        };
        current = write;
        return write;
    }

    @Override
    public void checkpoint(Path emptyTarget, Optional<Path> earlier) {
        // It flushes the memtables.
        expectRoom("making a checkpoint in " + emptyTarget);
        leased("making a checkpoint in " + emptyTarget, Faults::ofCopying, () -> {
            if (liesInSeveralPlaces) {
                SpreadCheckpoint.create(database.db(), emptyTarget, earlier);
            } else {
                Checkpoints.create(database.db(), emptyTarget);
            }
            return null;
        });
    }

    @Override
    public void verifyCopied(Path table) {
        String doing = "reading every block of " + table;
        leased(doing, Faults::ofCopying, () -> {
            TableRows.verify(table);
            return null;
        });
    }

    @Override
    public void flushMemtables() {
        expectRoom("flushing memtables");
        leased("flushing memtables", () -> {
            long sequence = database.db().getLatestSequenceNumber();
            database.flush();
            Step.MEMTABLES_FLUSHED.reached();
            durable.flushedUpTo(sequence);
            return null;
        });
        if (durability == Durability.KAFKA) {
            reclaimBelowFloor("raising the horizon after a flush");
        }
    }

    @Override
    public void compact() {
        compact(KeyRange.all());
    }

    @Override
    public void compact(KeyRange slice) {
        flushMemtables();
        leased("compacting", () -> {
            database.compactions().run(database, slice, progress.floor());
            return null;
        });
    }

    @Override
    public Optional<StorageFault.Corrupt> damage() {
        return database.damage();
    }

    @Override
    public void pace(Pace pace) {
        if (!paceSetting.isAt(pace)) {
            leased("setting the database up for " + pace, () -> {
                paceSetting.set(pace);
                return null;
            });
        }
    }

    @Override
    public StoredSpace space() {
        return new RocksSpace(database, () -> progress);
    }

    @Override
    public StorageStats stats() {
        return leased("reading statistics", () -> RocksStats.read(database, progress));
    }

    @Override
    public void close() {
        database.close(() -> {
            if (durability == Durability.KAFKA) {
                flushOnClose();
            }
        });
    }

    /// Spares the next start a replay; what fails here is read again from Kafka.
    private void flushOnClose() {
        try {
            database.flush();
        } catch (RocksDBException e) {
            throw Faults.of("flushing memtables while closing", e);
        }
    }

    /// Readers are refused below the new floor already. What is dropped here is only space, so it may be repeated.
    private void dropBelowFloor() {
        dropIsDue = true;
        long floor = progress.floor();
        // Without a log the floor's row may still be lost, and then the old floor would promise what the horizon has
        // taken; so there the horizon waits for the next flush.
        if (durability == Durability.WAL) {
            reclaimBelowFloor("raising the horizon to " + floor);
        }
        leased("deleting blocks below " + floor, () -> {
            new BlocksBelow(database, batch).delete(floor);
            return null;
        });
        Step.BLOCKS_FORGOTTEN.reached();
        dropIsDue = false;
    }

    private void reclaimBelowFloor(String doing) {
        reclaimBelowFloor(doing, Faults::of);
    }

    // Who compacts does so beside the writer: a horizon that was read before another was set must not follow it.
    private synchronized void reclaimBelowFloor(String doing, Mapping mapping) {
        Progress now = progress;
        long timestamp = now.timeline().timestampOf(now.floor());
        leased(doing, mapping, () -> {
            horizon.raise(database, timestamp);
            Step.HORIZON_RAISED.reached();
            BlocksBelow.deleteFiles(database, now.floor());
            return null;
        });
    }

    /// Without a log none is begun, and RocksDB bears a full disk.
    private void expectRoom(String doing) {
        if (durability == Durability.WAL) {
            leased(doing, () -> {
                room.expect(doing, database.memtableBytes());
                return null;
            });
        }
    }

    private void write(String doing, BatchEncoder data, Progress after) {
        try {
            leased(doing, () -> {
                writeLeased(data, after);
                return null;
            });
            room.wrote();
        } catch (StorageFault.DiskFull e) {
            throw room.refused(e, data.size());
        }
    }

    private void writeLeased(BatchEncoder data, Progress after) throws RocksDBException {
        int family = database.id(Column.DEFAULT);
        CommittedPosition position = after.committed().orElseThrow();
        after.first().ifPresent(first -> data.put(family, MetaRow.FIRST.key(), Records.encodeHeight(first)));
        data.put(family, MetaRow.FLOOR.key(), Records.encodeHeight(after.floor()));
        data.put(family, MetaRow.TIMELINE.key(), after.timeline().encode());
        data.put(family, MetaRow.POSITION.key(), Records.encode(position));
        database.write(data);
        progress = after;
        if (durability == Durability.KAFKA) {
            durable.committed(database.db().getLatestSequenceNumber(), position);
        }
    }

    private <T extends @Nullable Object> T leased(String doing, NativeCall<T> call) {
        return leased(doing, Faults::of, call);
    }

    private <T extends @Nullable Object> T leased(String doing, Mapping mapping, NativeCall<T> call) {
        database.leases().acquire();
        try {
            return call.run();
        } catch (RocksDBException e) {
            throw database.noted(mapping.fault(doing, e));
        } finally {
            database.leases().release();
        }
    }

    private interface Mapping {
        RuntimeException fault(String doing, RocksDBException cause);
    }

    private interface NativeCall<T extends @Nullable Object> {
        T run() throws RocksDBException;
    }
}
