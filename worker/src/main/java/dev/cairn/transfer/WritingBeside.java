package dev.cairn.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Hands entries to a sink that has a thread of its own. Reading and writing take about as long, so both at once take
/// half. **Threading:** one thread hands over; the sink is the other's until [#end] or [#close].
final class WritingBeside implements StateSink, AutoCloseable {
    private final StateSink sink;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("export-writer").factory());
    private Future<?> writing = CompletableFuture.completedFuture(null);
    private Batch filling = new Batch();
    private Batch written = new Batch();

    WritingBeside(StateSink sink) {
        this.sink = sink;
    }

    @Override
    public void entry(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength) throws IOException {
        if (filling.isFull()) {
            handOver();
        }
        filling.add(array, keyOffset, keyLength, valueOffset, valueLength);
    }

    @Override
    public void end(long entries) throws IOException {
        handOver();
        awaitWritten();
        sink.end(entries);
    }

    /// What was handed over is written, or has failed.
    @Override
    public void close() {
        writer.close();
    }

    private void handOver() throws IOException {
        awaitWritten();
        Batch next = filling;
        filling = written;
        filling.clear();
        written = next;
        writing = writer.submit(() -> {
            next.writeTo(sink);
            return null;
        });
    }

    private void awaitWritten() throws IOException {
        try {
            writing.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("it was interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException("expected no other kind of failure", e);
            }
        }
    }

    /// Entries one behind the other. Arrays grow as large as the largest entry asks for, and are used again.
    private static final class Batch {
        private static final int BYTES = 1 << 18;
        /// Keys may be short, and values empty.
        private static final int LENGTHS = 1 << 14;

        private byte[] bytes = new byte[2 * BYTES];
        private int size;
        private final int[] lengths = new int[LENGTHS];
        private int count;

        boolean isFull() {
            return size >= BYTES || count == LENGTHS;
        }

        void clear() {
            size = 0;
            count = 0;
        }

        void add(byte[] array, int keyOffset, int keyLength, int valueOffset, int valueLength) {
            add(array, keyOffset, keyLength);
            add(array, valueOffset, valueLength);
        }

        private void add(byte[] array, int offset, int length) {
            if (bytes.length - size < length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, length)));
            }
            System.arraycopy(array, offset, bytes, size, length);
            size += length;
            lengths[count++] = length;
        }

        void writeTo(StateSink sink) throws IOException {
            int at = 0;
            for (int i = 0; i < count; i += 2) {
                int valueAt = at + lengths[i];
                sink.entry(bytes, at, lengths[i], valueAt, lengths[i + 1]);
                at = valueAt + lengths[i + 1];
            }
        }
    }
}
