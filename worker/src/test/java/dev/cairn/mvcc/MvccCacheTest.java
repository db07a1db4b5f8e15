package dev.cairn.mvcc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What memory keeps of blocks that are on disk: blocks 0 to 9, each of which changes the one key.
class MvccCacheTest {
    private static final int NEWEST = 9;
    private static final int RECENT = 3;
    private static final Duration TTL = Duration.ofSeconds(60);

    private final AtomicLong nowMs = new AtomicLong();
    private final MvccStore store = new MvccStore(new MvccConfig(RECENT, 1_000_000, TTL), Optional.empty(), nowMs::get);

    @BeforeEach
    void grow() {
        Block newest = ChainBuilder.first(0).put("a", "0").build();
        store.apply(newest);
        while (newest.height() < NEWEST) {
            newest = ChainBuilder.after(newest.ref()).put("a", "next").build();
            store.apply(newest);
        }
        store.finalizeUpTo(NEWEST);
    }

    @Test
    void aVersionThatHasBeenOnDiskForItsTimeIsLetGoOf() {
        store.release(4);
        nowMs.addAndGet(1_000);
        store.release(NEWEST);
        nowMs.set(TTL.toMillis());
        store.trimCache();
        assertThat(isInMemory(NEWEST)).isTrue();
        long bytes = store.bytes();
        nowMs.incrementAndGet();
        store.trimCache();
        assertThat(store.bytes()).as("the five older ones are gone").isLessThan(bytes);
        assertThat(isInMemory(NEWEST)).isTrue();
        nowMs.addAndGet(1_000);
        store.trimCache();
        assertThat(isInMemory(NEWEST)).isFalse();
    }

    @Test
    void aReadPassesSoManyVersionsThatAreOnDiskAndLeavesOlderOnesToIt() {
        for (int height = 0; height <= NEWEST; height++) {
            assertThat(isInMemory(height)).as("block %d is on no disk", height).isTrue();
        }
        store.release(NEWEST);
        for (int height = 0; height <= NEWEST; height++) {
            assertThat(isInMemory(height)).as("block %d", height).isEqualTo(height > NEWEST - RECENT);
        }
    }

    private boolean isInMemory(long height) {
        byte[] key = "a".getBytes(UTF_8);
        return store.view()
                .find(key, 0, key.length, height)
                .filter(found -> found.height() == height)
                .isPresent();
    }
}
