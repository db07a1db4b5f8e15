package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Threads that read a ledger in all ways until they are stopped, and hold every answer against what the block that
/// it names made of the accounts.
final class LedgerReaders {
    private static final List<StateKey> KEYS =
            LedgerChain.ACCOUNTS.stream().map(LedgerReaders::key).toList();

    private final StateReader reader;
    private final LedgerChain ledger;
    private final LongSupplier newestHeight;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong known = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /// @param newestHeight  about; heights are asked for around what is there
    LedgerReaders(StateReader reader, LedgerChain ledger, LongSupplier newestHeight) {
        this.reader = reader;
        this.ledger = ledger;
        this.newestHeight = newestHeight;
    }

    void start(int count, long seed) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed + i);
            threads.add(Thread.ofPlatform().start(() -> readUntilStopped(random)));
        }
    }

    void awaitKnown(long answers) {
        while (known.get() < answers && failure.get() == null) {
            Thread.onSpinWait();
        }
    }

    long known() {
        return known.get();
    }

    boolean failed() {
        return failure.get() != null;
    }

    @Nullable
    Throwable stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        return failure.get();
    }

    private void readUntilStopped(Random random) {
        long finalized = -1;
        try {
            while (!stopped) {
                HeightSelector selector = selector(random);
                Optional<BlockRef> at = read(random, selector);
                if (at.isPresent()) {
                    known.incrementAndGet();
                    finalized = checkHeight(selector, at.get().height().value(), finalized);
                }
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private HeightSelector selector(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new HeightSelector.Latest();
            case 1 -> new HeightSelector.Finalized();
            default -> {
                long height = newestHeight.getAsLong() + 2 - random.nextInt(random.nextBoolean() ? 12 : 80);
                yield new HeightSelector.At(new BlockHeight(Math.max(0, height)));
            }
        };
    }

    /// What is final stays final; the newest block may fall back at a reorg.
    private static long checkHeight(HeightSelector selector, long height, long finalizedBefore) {
        return switch (selector) {
            case HeightSelector.Finalized _ -> {
                assertThat(height).isGreaterThanOrEqualTo(finalizedBefore);
                yield height;
            }
            case HeightSelector.At(var asked) -> {
                assertThat(height).isEqualTo(asked.value());
                yield finalizedBefore;
            }
            case HeightSelector.Latest _, HeightSelector.AtTime _ -> finalizedBefore;
        };
    }

    /// The block that was read at, if the height is known.
    private Optional<BlockRef> read(Random random, HeightSelector selector) {
        return switch (random.nextInt(4)) {
            case 0 -> all(reader.scan(KeyRange.all(), ScanDirection.ASCENDING, selector), LedgerReaders::scanned);
            case 1 -> all(reader.scan(KeyRange.all(), ScanDirection.DESCENDING, selector), LedgerReaders::scanned);
            case 2 -> all(reader.getAll(KEYS, selector), LedgerReaders::named);
            default -> one(LedgerChain.ACCOUNTS.get(random.nextInt(LedgerChain.ACCOUNTS.size())), selector);
        };
    }

    private <T> Optional<BlockRef> all(
            Answer<T> answer, java.util.function.Function<T, NavigableMap<String, String>> how) {
        if (!(answer instanceof Answer.Known<T>(var at, var value))) {
            return Optional.empty();
        }
        NavigableMap<String, String> state = how.apply(value);
        assertThat(state).as("accounts at %s by %s", at, value).isEqualTo(ledger.stateAfter(at));
        assertThat(state.values().stream().mapToInt(Integer::parseInt).sum()).isEqualTo(LedgerChain.TOTAL);
        return Optional.of(at);
    }

    private Optional<BlockRef> one(String account, HeightSelector selector) {
        if (!(reader.get(key(account), selector) instanceof Answer.Known<Optional<StateValue>>(var at, var value))) {
            return Optional.empty();
        }
        assertThat(value.map(LedgerReaders::text))
                .as("%s at %s", account, at)
                .isEqualTo(Optional.ofNullable(ledger.stateAfter(at).get(account)));
        return Optional.of(at);
    }

    private static NavigableMap<String, String> scanned(StateScan scan) {
        NavigableMap<String, String> state = new TreeMap<>();
        try (scan) {
            while (scan.next()) {
                state.put(new String(scan.key().bytes().toArray(), StandardCharsets.UTF_8), text(scan.value()));
            }
        }
        return state;
    }

    private static NavigableMap<String, String> named(List<Optional<StateValue>> values) {
        NavigableMap<String, String> state = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            String account = LedgerChain.ACCOUNTS.get(i);
            values.get(i).ifPresent(value -> state.put(account, text(value)));
        }
        return state;
    }

    private static StateKey key(String account) {
        return new StateKey(ChainBuilder.utf8(account));
    }

    private static String text(StateValue value) {
        return new String(value.bytes().toArray(), StandardCharsets.UTF_8);
    }
}
