package dev.cairn.storage;

import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The child process of [LeasingIT]: closes a storage again and again while 50 threads read, scan and look at
/// statistics. A handle freed too early would end the process without this program's last line.
final class LeasingChild {
    private static final int READERS = 50;
    private static final int ROUNDS = 10;

    private LeasingChild() {}

    public static void main(String[] args) throws InterruptedException {
        Path directory = Path.of(args[0]);
        for (int round = 0; round < ROUNDS; round++) {
            round(directory, round);
        }
        System.out.println("survived");
    }

    private static void round(Path directory, int round) throws InterruptedException {
        Storage storage = TestRocks.open(directory);
        StoredChain chain = new StoredChain(storage);
        Map<String, Optional<String>> changes = new TreeMap<>();
        for (int i = 0; i < 2000; i++) {
            changes.put("key" + i, Optional.of("value".repeat(10) + i));
        }
        chain.write(round, changes);
        // Each reader counts every round it reads, so at zero all of them are in the middle of it.
        CountDownLatch reads = new CountDownLatch(READERS * 4);
        AtomicInteger wrong = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    read(storage, number, round, reads);
                    wrong.incrementAndGet();
                } catch (StorageFault.Closed _) {
                    // What was waited for.
                }
            }));
        }
        reads.await();
        storage.close();
        for (Thread thread : threads) {
            thread.join();
        }
        if (wrong.get() > 0) {
            throw new IllegalStateException("a reader ended in another way than by the storage being closed");
        }
    }

    private static void read(Storage storage, int number, int height, CountDownLatch reads) {
        while (true) {
            StorageReader reader = storage.reader();
            switch (number % 5) {
                case 0 -> reader.get(height, StoredChain.key("key" + number));
                case 1 -> StoredChain.scan(reader, height, ScanDirection.ASCENDING);
                case 2 -> reader.versions(StoredChain.key("key" + number), 0, height, 100);
                case 3 -> {
                    var _ = reader.getAll(height, reader.changedKeys(height).orElseThrow());
                    var _ = reader.block(StoredChain.hash("a", height));
                }
                default -> scanWithoutClosing(storage, height);
            }
            storage.stats();
            reads.countDown();
        }
    }

    /// A client that goes away in the middle of a page.
    private static void scanWithoutClosing(Storage storage, int height) {
        StateCursor cursor = storage.reader().cursor(height, KeyRange.all(), ScanDirection.DESCENDING);
        for (int i = 0; i < 100; i++) {
            cursor.next();
        }
        if (height % 2 == 0) {
            cursor.close();
        }
    }
}
