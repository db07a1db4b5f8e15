package dev.cairn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushConfig;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.model.Block;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.simulation.StepClock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// When a round goes, and what goes with it.
class FlushingTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final StepClock clock = new StepClock();
    private final MvccStore memory =
            new MvccStore(new MvccConfig(1, 0, Duration.ofSeconds(1)), Optional.empty(), clock);
    private final Flushing flushing =
            new Flushing(new FlushConfig(3, INTERVAL, 30 << 20), memory, _ -> OptionalLong.empty(), clock);
    private Optional<Block> newest = Optional.empty();

    @Test
    void whatIsNotFinalIsNeverInARound() {
        grow(10, 1);
        assertThat(flushing.round(FlushTrigger.SHUTDOWN)).isEmpty();
        memory.finalizeUpTo(1);
        assertThat(heights(flushing.round(FlushTrigger.SHUTDOWN))).isEqualTo("0-1");
    }

    @Test
    void enoughFinalBlocksAreARound() {
        grow(2, 1);
        memory.finalizeUpTo(1);
        assertThat(flushing.dueRound()).isEmpty();
        grow(1, 1);
        memory.finalizeUpTo(2);
        assertThat(heights(flushing.dueRound())).isEqualTo("0-2");
    }

    @Test
    void aFewFinalBlocksWaitForTheInterval() {
        clock.advance(INTERVAL);
        grow(1, 1);
        memory.finalizeUpTo(0);
        assertThat(flushing.dueRound()).isEmpty();
        clock.advance(INTERVAL.minusMillis(1));
        assertThat(flushing.dueRound()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(flushing.dueRound().map(FlushRound::trigger)).contains(FlushTrigger.INTERVAL);
    }

    @Test
    void afterARoundTheIntervalBeginsAnew() {
        grow(3, 1);
        memory.finalizeUpTo(2);
        assertThat(flushing.dueRound()).isPresent();
        memory.release(2);
        clock.advance(INTERVAL);
        assertThat(flushing.dueRound()).isEmpty();
        grow(1, 1);
        memory.finalizeUpTo(3);
        assertThat(flushing.dueRound()).isEmpty();
        clock.advance(INTERVAL);
        assertThat(heights(flushing.dueRound())).isEqualTo("3-3");
    }

    @Test
    void aRoundThatFailedIsDueAtOnce() {
        grow(1, 1);
        memory.finalizeUpTo(0);
        assertThat(flushing.dueRound()).isEmpty();
        clock.advance(INTERVAL);
        assertThat(flushing.dueRound()).isPresent();
        flushing.failed();
        assertThat(flushing.dueRound().map(FlushRound::trigger)).contains(FlushTrigger.INTERVAL);
        clock.advance(INTERVAL.minusMillis(1));
        assertThat(flushing.dueRound()).as("this one is under way").isEmpty();
    }

    @Test
    void whoDemandsAFlushGetsARoundIfABlockOfHisIsNotOnDisk() {
        grow(2, 1);
        memory.finalizeUpTo(1);
        assertThat(heights(flushing.roundFrom(0, FlushTrigger.MANUAL))).isEqualTo("0-1");
        memory.release(0);
        assertThat(flushing.roundFrom(0, FlushTrigger.MANUAL)).isEmpty();
        assertThat(flushing.roundFrom(1, FlushTrigger.MANUAL).map(FlushRound::trigger))
                .contains(FlushTrigger.MANUAL);
    }

    @Test
    void aRoundHasMoreThanEightMebibytesOnlyIfOneBlockHas() {
        grow(4, 3 << 20);
        grow(1, 20 << 20);
        grow(1, 1);
        memory.finalizeUpTo(5);
        assertThat(heights(flushing.dueRound())).isEqualTo("0-2");
        memory.release(2);
        assertThat(heights(flushing.round(FlushTrigger.SHUTDOWN))).isEqualTo("3-4");
        memory.release(4);
        assertThat(heights(flushing.round(FlushTrigger.SHUTDOWN))).isEqualTo("5-5");
    }

    @Test
    void memoryIsFullUntilARoundIsOnDisk() {
        grow(1, 31 << 20);
        assertThat(flushing.isFull()).as("what can be replaced does not count").isFalse();
        memory.finalizeUpTo(0);
        assertThat(flushing.isFull()).isTrue();
        assertThat(flushing.dueRound().map(FlushRound::trigger)).contains(FlushTrigger.MEMORY_BUDGET);
        assertThat(flushing.isFull()).isTrue();
        memory.release(0);
        assertThat(flushing.isFull()).isFalse();
    }

    private void grow(int blocks, int valueBytes) {
        for (int i = 0; i < blocks; i++) {
            Block block = newest.map(parent -> ChainBuilder.after(parent.facts().ref()))
                    .orElseGet(() -> ChainBuilder.first(0))
                    .put("key", "x".repeat(valueBytes))
                    .build();
            var _ = memory.apply(block);
            newest = Optional.of(block);
        }
    }

    private static String heights(Optional<FlushRound> round) {
        var layers = round.orElseThrow().blocks();
        return layers.getFirst().height() + "-" + layers.getLast().height();
    }
}
