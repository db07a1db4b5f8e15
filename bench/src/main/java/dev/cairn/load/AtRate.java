package dev.cairn.load;

import dev.cairn.store.Latencies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Asks at times that are settled before, on several connections. How long an answer took counts from when its question
/// was due: one that is asked late, since the answer before it was slow, is not spared that.
final class AtRate {
    private static final int CONNECTIONS = 32;
    private static final int ANSWER_BYTES_MAX = 16 << 10;
    private static final long LOOK_AT_CLOCK_EVERY_MS = 1;

    private final Questions questions;
    private final Deque<Asking> free = new ArrayDeque<>();
    private final Latencies latencies = new Latencies();
    private long asked;
    private int underWay;
    private final long nanosBetween;
    private final long nanosInAll;

    private AtRate(Questions questions, double perSecond, Duration duration) {
        this.questions = questions;
        nanosBetween = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        nanosInAll = duration.toNanos();
    }

    static Latencies run(Questions questions, double perSecond, Duration duration) throws IOException {
        return new AtRate(questions, perSecond, duration).run();
    }

    private Latencies run() throws IOException {
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    free.add(Asking.on(selector, questions.port()));
                }
                long start = System.nanoTime();
                while (underWay > 0 || asked * nanosBetween < nanosInAll) {
                    askWhatIsDue(start);
                    var _ = selector.select(this::take, LOOK_AT_CLOCK_EVERY_MS);
                }
                return latencies;
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private void askWhatIsDue(long start) throws IOException {
        long due = asked * nanosBetween;
        while (!free.isEmpty() && due < nanosInAll && start + due <= System.nanoTime()) {
            Asking asking = free.pop();
            asking.ask(questions.next(asked), start + due);
            underWay++;
            asked++;
            due = asked * nanosBetween;
        }
    }

    private void take(SelectionKey key) {
        Asking asking = (Asking) key.attachment();
        try {
            if (asking.hasAnswer()) {
                latencies.add(System.nanoTime() - asking.dueNanos);
                underWay--;
                free.add(asking);
            }
        } catch (IOException e) {
            throw new IllegalStateException("expected an answer, but the connection broke", e);
        }
    }

    /// A connection, and what is asked on it.
    private static final class Asking {
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
        private long dueNanos;

        private Asking(SocketChannel channel) {
            this.channel = channel;
        }

        static Asking on(Selector selector, int port) throws IOException {
            SocketChannel channel = Wire.connect(port);
            channel.configureBlocking(false);
            Asking asking = new Asking(channel);
            var _ = channel.register(selector, SelectionKey.OP_READ, asking);
            return asking;
        }

        void ask(ByteBuffer request, long due) throws IOException {
            dueNanos = due;
            var _ = answer.clear();
            if (channel.write(request) == 0 || request.hasRemaining()) {
                throw new IllegalStateException("expected the socket to take a request whole");
            }
        }

        boolean hasAnswer() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IllegalStateException("expected an answer, but the server closed the connection");
            }
            return Wire.isWhole(answer);
        }
    }
}
