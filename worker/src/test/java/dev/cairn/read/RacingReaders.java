package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.TextState;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Threads that read a [RewoundChain] in every way, each answer by the block it says it was read at.
final class RacingReaders {
    private static final List<StateKey> ALL = IntStream.range(0, RewoundChain.KEYS)
            .mapToObj(number -> TextState.key(RewoundChain.key(number)))
            .toList();

    private final StateReader reader;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    RacingReaders(StateReader reader) {
        this.reader = reader;
    }

    void start(int count) {
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            threads.add(Thread.ofPlatform().start(() -> readOn(random)));
        }
    }

    void awaitMoreAnswers() {
        long before = answers.get();
        while (answers.get() < before + 3 && failures.isEmpty()) {
            Thread.onSpinWait();
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    Queue<Throwable> failures() {
        return failures;
    }

    long answers() {
        return answers.get();
    }

    private void readOn(Random random) {
        try {
            while (!stopped) {
                read(random);
                answers.incrementAndGet();
            }
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    private void read(Random random) {
        HeightSelector at = switch (random.nextInt(3)) {
            case 0 -> new HeightSelector.Latest();
            case 1 -> new HeightSelector.Finalized();
            default -> new HeightSelector.At(new BlockHeight(newest() - random.nextInt(4)));
        };
        switch (random.nextInt(6)) {
            case 0 -> checkPoint(at, ALL.get(random.nextInt(ALL.size())));
            case 1 -> checkAll(at);
            case 2 -> checkScan(at);
            case 3 -> checkHistory(at, ALL.get(random.nextInt(ALL.size())));
            case 4 -> checkChanges(at);
            default -> checkBlock(at);
        }
    }

    private long newest() {
        return Answers.known(reader.block(new HeightSelector.Finalized()))
                .ref()
                .height()
                .value();
    }

    private void checkPoint(HeightSelector selector, StateKey key) {
        if (reader.get(key, selector) instanceof Answer.Known<Optional<StateValue>>(var at, var value)) {
            assertIsOf(at, value.orElseThrow());
        }
    }

    private void checkAll(HeightSelector selector) {
        if (reader.getAll(ALL, selector) instanceof Answer.Known<List<Optional<StateValue>>>(var at, var values)) {
            values.forEach(value -> assertIsOf(at, value.orElseThrow()));
        }
    }

    private void checkScan(HeightSelector selector) {
        if (reader.scan(KeyRange.all(), ScanDirection.DESCENDING, selector)
                instanceof Answer.Known<StateScan>(var at, var scan)) {
            try (scan) {
                int count = 0;
                while (scan.next()) {
                    assertIsOf(at, scan.value());
                    count++;
                }
                assertThat(count).isEqualTo(ALL.size());
            }
        }
    }

    private void checkHistory(HeightSelector selector, StateKey key) {
        if (reader.history(key, selector, HistoryPage.newest(12))
                instanceof Answer.Known<KeyHistory>(var at, var history)) {
            String expected = at.hash().toString();
            for (KeyVersion version : history.versions()) {
                assertThat(version).isInstanceOf(KeyVersion.Written.class);
                String[] hashAndParent = TextState.text(
                                ((KeyVersion.Written) version).value().bytes())
                        .split("<", 2);
                assertThat(hashAndParent[0]).isEqualTo(expected);
                expected = hashAndParent[1];
            }
        }
    }

    private void checkChanges(HeightSelector selector) {
        if (reader.changesOf(selector, KeyRange.all()) instanceof Answer.Known<ChangeScan>(var at, var changes)) {
            try (changes) {
                int count = 0;
                while (changes.next()) {
                    KeyChange change = changes.change();
                    assertIsOf(at, change.after().orElseThrow());
                    String parent =
                            TextState.text(change.after().orElseThrow().bytes()).split("<", 2)[1];
                    change.before()
                            .ifPresent(before ->
                                    assertThat(TextState.text(before.bytes())).startsWith(parent + "<"));
                    count++;
                }
                assertThat(count).isEqualTo(ALL.size());
            }
        }
    }

    private void checkBlock(HeightSelector selector) {
        if (reader.block(selector) instanceof Answer.Known<BlockInfo>(var at, var info)) {
            assertThat(info.ref()).isEqualTo(at);
            assertThat(info.changeCount()).isEqualTo(ALL.size());
            reader.block(at.hash()).ifPresent(found -> assertThat(found.ref()).isEqualTo(at));
        }
    }

    private static void assertIsOf(BlockRef at, StateValue value) {
        assertThat(TextState.text(value.bytes())).startsWith(at.hash() + "<");
    }
}
