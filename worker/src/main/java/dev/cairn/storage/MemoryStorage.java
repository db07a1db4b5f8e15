package dev.cairn.storage;

import dev.cairn.model.KeyRange;
import dev.cairn.model.ResumeOffsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The backend on the heap: key → height → value in sorted maps behind one lock. It shows what the interface means in
/// the plainest way, and nothing outlives the process.
final class MemoryStorage implements Storage {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final MemoryTables tables = new MemoryTables();
    private volatile Progress progress = Progress.NOTHING;
    private volatile boolean closed;
    private @Nullable Object current;
    private final MemoryReader reader = new MemoryReader(this, tables, lock.readLock());

    Progress progress() {
        return progress;
    }

    void checkOpen() {
        if (closed) {
            throw new StorageFault.Closed("the storage is closed; nothing can be read or written any more");
        }
    }

    @Override
    public Optional<CommittedPosition> committed() {
        return progress.committed();
    }

    @Override
    public Optional<CommittedPosition> durable() {
        return progress.committed();
    }

    @Override
    public boolean everyCommitLasts() {
        return true;
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
        MemoryWrite write = new MemoryWrite(this, progress);
        current = write;
        return write;
    }

    @SuppressWarnings("ReferenceEquality") // which write it is, not what is in it
    void checkCurrent(Object write) {
        if (write != current) {
            throw WriteChecks.overtaken();
        }
    }

    @Override
    public StorageReader reader() {
        return reader;
    }

    void commit(MemoryTables written, Progress after) {
        lock.writeLock().lock();
        try {
            checkOpen();
            tables.addAll(written);
            progress = after;
            tables.dropBelow(progress.floor());
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void raiseFloor(long earliestHeight) {
        current = null;
        lock.writeLock().lock();
        try {
            checkOpen();
            WriteChecks.floorIsStored(earliestHeight, progress);
            if (earliestHeight > progress.floor()) {
                progress = progress.withFloor(earliestHeight);
                tables.dropBelow(earliestHeight);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public RewindWrite beginRewind(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) {
        current = null;
        var _ = target(toHeight);
        RewindWrite write = new RewindWrite() {
            @Override
            public RewindReport commit() {
                checkCurrent(this);
                return rewound(toHeight, goOnFrom);
            }
        };
        current = write;
        return write;
    }

    private BlockRecord target(long height) {
        return RewindChecks.target(progress, height, tables.block(height));
    }

    private RewindReport rewound(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) {
        lock.writeLock().lock();
        try {
            checkOpen();
            current = null;
            BlockRecord target = target(toHeight);
            long from = progress.height();
            RewindReport report = tables.dropAbove(from, toHeight);
            progress = progress.rewoundTo(target, goOnFrom, progress.timeline());
            return report;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void checkpoint(Path emptyTarget, Optional<Path> earlier) {
        throw new UnsupportedOperationException("expected a backend with files to copy to " + emptyTarget
                + ", but storage.kind is 'memory', which has none; use 'rocksdb' for snapshots");
    }

    @Override
    public void verifyCopied(Path table) {
        throw new IllegalArgumentException("expected a table of a copy of this storage, but it makes none: " + table);
    }

    /// There are none.
    @Override
    public void flushMemtables() {
        checkOpen();
    }

    /// Nothing here is done now rather than later.
    @Override
    public void pace(Pace pace) {
        checkOpen();
    }

    /// What is pruned is gone at once, so nothing is left to do.
    @Override
    public void compact() {
        checkOpen();
    }

    @Override
    public void compact(KeyRange slice) {
        checkOpen();
    }

    /// What is pruned is gone at once.
    @Override
    public StoredSpace space() {
        return StoredSpace.NONE;
    }

    @Override
    public StorageStats stats() {
        lock.readLock().lock();
        try {
            checkOpen();
            return StorageStats.ofKeys(tables.versions());
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
