package dev.cairn.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.ScanDirection;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/// Budgets are only as good as the count: what memory says it holds is held against its objects, measured one by one.
class MvccBytesTest {
    private static final Percentage TOLERANCE = Percentage.withPercentage(20);

    private final MvccStore store =
            new MvccStore(new MvccConfig(2, 600_000, Duration.ofHours(1)), Optional.empty(), ForwardClock.fromNow());
    private Optional<Block> newest = Optional.empty();

    @BeforeAll
    static void measureRecordsToo() {
        // Otherwise JOL cannot look into records.
        System.setProperty("jol.magicFieldOffset", "true");
    }

    @Test
    void anEmptyStore() {
        holdsWhatItSays();
    }

    @Test
    void aTipOfSmallValues() {
        apply(50, 200, 10_000, 5);
        holdsWhatItSays();
    }

    @Test
    void aTipOfLargeValues() {
        apply(20, 20, 10_000, 20_000);
        holdsWhatItSays();
    }

    @Test
    void blocksOfASingleChange() {
        apply(3_000, 1, 10, 10);
        holdsWhatItSays();
    }

    @Test
    void blocksOfNothing() {
        apply(3_000, 0, 1, 0);
        holdsWhatItSays();
    }

    @Test
    void manyVersionsOfFewKeysThatAreFinal() {
        apply(500, 20, 40, 80);
        store.finalizeUpTo(490);
        holdsWhatItSays();
    }

    @Test
    void fewVersionsOfManyKeys() {
        apply(20, 2_000, 30_000, 80);
        store.finalizeUpTo(15);
        holdsWhatItSays();
    }

    @Test
    void aKeyThatABlockChangesAgainAndAgain() {
        apply(20, 500, 1, 80);
        holdsWhatItSays();
    }

    @Test
    void aTipThatWasDroppedAndReplaced() {
        apply(30, 200, 1_000, 80);
        Block parent = newest.orElseThrow();
        store.finalizeUpTo(parent.height());
        apply(100, 200, 1_000, 80);
        store.dropAbove(parent.ref());
        newest = Optional.of(parent);
        holdsWhatItSays();
        apply(10, 200, 1_000, 80);
        holdsWhatItSays();
    }

    @Test
    void aCacheOfWhatIsOnDisk() {
        apply(40, 50, 1_000, 80);
        long applied = store.tipBytes();
        store.finalizeUpTo(39);
        assertThat(store.tipBytes()).isZero();
        assertThat(store.unflushedBytes()).isEqualTo(applied).isPositive();
        store.release(39);
        assertThat(store.unflushedBytes()).isZero();
        holdsWhatItSays();
    }

    @Test
    void whatTheBudgetLeftOfTheCache() {
        apply(200, 50, 1_000, 80);
        store.finalizeUpTo(180);
        store.release(150);
        holdsWhatItSays();
        store.finalizeUpTo(199);
        store.release(199);
        assertThat(store.bytes()).isLessThan(1_000_000);
        holdsWhatItSays();
    }

    @Test
    void layersWhoseKeysWereScanned() {
        apply(100, 100, 1_000, 20);
        assertThat(store.view().cursor(99, ScanDirection.ASCENDING).seekToFirst())
                .isTrue();
        holdsWhatItSays();
    }

    private void apply(int blocks, int changes, int keys, int valueLength) {
        for (int i = 0; i < blocks; i++) {
            ChainBuilder builder = newest.map(block -> ChainBuilder.after(block.ref()))
                    .orElseGet(() -> ChainBuilder.first(0))
                    .branch("-of-a-chain-with-hashes-of-32-bytes");
            for (int change = 0; change < changes; change++) {
                builder.put("key" + (i * 7L + change) % keys, "v".repeat(valueLength));
            }
            newest = Optional.of(builder.build());
            store.apply(newest.get());
        }
    }

    private void holdsWhatItSays() {
        assertThat(store.bytes()).isCloseTo(GraphLayout.parseInstance(store).totalSize(), TOLERANCE);
    }
}
