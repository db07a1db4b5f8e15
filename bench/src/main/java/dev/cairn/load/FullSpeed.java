package dev.cairn.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Asks on several connections as fast as answers come, on one thread.
final class FullSpeed {
    private static final int CONNECTIONS = 32;
    private static final int ANSWER_BYTES_MAX = 16 << 10;
    private static final long LOOK_AT_CLOCK_EVERY_MS = 100;

    private final Questions questions;
    private long asked;
    private long answered;

    private FullSpeed(Questions questions) {
        this.questions = questions;
    }

    /// Gives answers per second.
    static double rate(Questions questions, Duration duration) throws IOException {
        return new FullSpeed(questions).run(duration);
    }

    private double run(Duration duration) throws IOException {
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    SocketChannel channel = Wire.connect(questions.port());
                    channel.configureBlocking(false);
                    var _ = channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(ANSWER_BYTES_MAX));
                    ask(channel);
                }
                long start = System.nanoTime();
                while (System.nanoTime() - start < duration.toNanos()) {
                    var _ = selector.select(this::take, LOOK_AT_CLOCK_EVERY_MS);
                }
                return answered * 1e9 / (System.nanoTime() - start);
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private void take(SelectionKey key) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            ByteBuffer answer = (ByteBuffer) key.attachment();
            if (channel.read(answer) < 0) {
                throw new IllegalStateException("expected an answer, but the server closed the connection");
            }
            if (Wire.isWhole(answer)) {
                answered++;
                answer.clear();
                ask(channel);
            }
        } catch (IOException e) {
            throw new IllegalStateException("expected an answer, but the connection broke", e);
        }
    }

    /// A request is so short that a socket on which nothing is under way takes it whole.
    private void ask(SocketChannel channel) throws IOException {
        ByteBuffer request = questions.next(asked++);
        if (channel.write(request) == 0 || request.hasRemaining()) {
            throw new IllegalStateException("expected the socket to take a request whole");
        }
    }
}
