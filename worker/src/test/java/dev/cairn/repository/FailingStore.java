package dev.cairn.repository;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// A directory that fails when it is told to, and counts what is read from it.
final class FailingStore implements ObjectStore {
    final AtomicLong bytesRead = new AtomicLong();
    private final AtomicInteger putsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final ObjectStore store;

    FailingStore(Path root) {
        store = new DirectoryStore(root);
    }

    /// That one, and it alone.
    void failAtPut(int number) {
        putsLeft.set(number);
    }

    @Override
    public void put(String key, Path path, RepositoryFile file, LongConsumer progress) {
        if (putsLeft.decrementAndGet() == 0) {
            throw new RepositoryException("the disk is gone", null);
        }
        store.put(key, path, file, progress);
    }

    @Override
    public boolean create(String key, byte[] content) {
        return store.create(key, content);
    }

    @Override
    public InputStream open(String key, long fromByte) {
        InputStream in = store.open(key, fromByte);
        return key.contains("/files/") ? new Counted(in) : in;
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytesRead.addAndGet(Math.max(0, read));
            return read;
        }
    }

    @Override
    public List<StoredObject> list(String folder) {
        return store.list(folder);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public void discardUnfinished(String folder, Instant startedBefore) {
        store.discardUnfinished(folder, startedBefore);
    }

    @Override
    public String description() {
        return store.description();
    }

    @Override
    public void close() {
        store.close();
    }
}
