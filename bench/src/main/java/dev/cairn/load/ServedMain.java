package dev.cairn.load;

import dev.cairn.model.Block;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The main class of the process that is asked: says at which ports it says hello and serves a chain, then writes
/// [#BLOCKS_PER_SECOND] blocks a second, and tells for each line it gets how many it has written. It ends with its
/// standard input.
final class ServedMain {
    static final int BLOCKS_PER_SECOND = 10;

    private static final long NANOS_PER_BLOCK = TimeUnit.SECONDS.toNanos(1) / BLOCKS_PER_SECOND;

    private ServedMain() {}

    public static void main(String[] arguments) throws Exception {
        try (HelloServer hello = new HelloServer();
                ServedChain chain = new ServedChain(Path.of(arguments[0]))) {
            int filled = SmallValues.KEYS / SmallValues.WRITES_PER_BLOCK;
            for (int height = 1; height <= filled; height++) {
                chain.write(SmallValues.block(height));
            }
            AtomicLong written = new AtomicLong();
            Thread writer = Thread.ofPlatform().name("writer").start(() -> write(chain, filled + 1, written));
            System.out.println(hello.port() + " " + chain.port());
            answer(written);
            writer.interrupt();
            writer.join();
        }
        System.exit(0);
    }

    /// A block that is late is written at once, and so are those after it.
    private static void write(ServedChain chain, int first, AtomicLong written) {
        long begin = System.nanoTime();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            Block block = SmallValues.block(first + i);
            long due = begin + i * NANOS_PER_BLOCK;
            while (System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            chain.write(block);
            written.incrementAndGet();
        }
    }

    private static void answer(AtomicLong written) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            System.out.println(written.get());
        }
    }
}
