package dev.cairn.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Many connections that all do the same: send something, read what comes, and, if they drip, send one more byte each
/// second. Whoever is closed comes again. One thread serves them all.
final class Crowd implements AutoCloseable {
    private static final int PIECE_BYTES = 64 << 10;
    private static final int LOOK_EVERY_MS = 100;
    private static final long DRIP_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final byte DROP = 'a';

    private final int port;
    private final ByteBuffer hello;
    private final boolean drips;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    private final AtomicLong bytesRead = new AtomicLong();
    private volatile Optional<Exception> failure = Optional.empty();
    private volatile boolean closed;

    private Crowd(int port, ByteBuffer hello, boolean drips) throws IOException {
        this.port = port;
        this.hello = hello;
        this.drips = drips;
        selector = Selector.open();
        thread = Thread.ofPlatform().name("crowd").unstarted(this::serve);
    }

    /// @param hello  what each sends first
    static Crowd of(int count, int port, ByteBuffer hello, boolean drips) throws IOException {
        Crowd crowd = new Crowd(port, hello, drips);
        try {
            for (int i = 0; i < count; i++) {
                crowd.open();
            }
            crowd.thread.start();
            return crowd;
        } catch (IOException e) {
            crowd.close();
            throw e;
        }
    }

    long bytesRead() {
        return bytesRead.get();
    }

    private void open() throws IOException {
        SocketChannel channel = Wire.connect(port);
        ByteBuffer first = hello.duplicate();
        while (first.hasRemaining()) {
            var _ = channel.write(first);
        }
        channel.configureBlocking(false);
        var _ = channel.register(selector, SelectionKey.OP_READ);
    }

    private void serve() {
        long nextDrip = System.nanoTime() + DRIP_EVERY;
        try {
            while (!closed) {
                if (selector.select(LOOK_EVERY_MS) > 0) {
                    for (SelectionKey key : selector.selectedKeys()) {
                        read(key);
                    }
                    selector.selectedKeys().clear();
                }
                if (drips && System.nanoTime() > nextDrip) {
                    nextDrip += DRIP_EVERY;
                    for (SelectionKey key : selector.keys().toArray(SelectionKey[]::new)) {
                        drip(key);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            failure = Optional.of(e);
        }
    }

    private void read(SelectionKey key) throws IOException {
        int count;
        try {
            count = ((SocketChannel) key.channel()).read(piece.clear());
        } catch (IOException _) {
            count = -1;
        }
        if (count >= 0) {
            var _ = bytesRead.addAndGet(count);
        } else {
            comeAgain(key);
        }
    }

    private void drip(SelectionKey key) throws IOException {
        try {
            var _ = ((SocketChannel) key.channel()).write(ByteBuffer.wrap(new byte[] {DROP}));
        } catch (IOException _) {
            comeAgain(key);
        }
    }

    private void comeAgain(SelectionKey key) throws IOException {
        key.channel().close();
        open();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        if (failure.isPresent()) {
            throw new IllegalStateException("expected connections to go on, but they could not", failure.get());
        }
    }
}
