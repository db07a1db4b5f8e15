package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.marks.Marks;
import dev.cairn.metrics.FlushTotals;
import dev.cairn.metrics.ProgressFigures;
import dev.cairn.pipeline.MemoryReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");
    private static final Marks MARKS = new Marks(
            OptionalLong.of(0), OptionalLong.of(100), OptionalLong.of(112), OptionalLong.of(124), OptionalLong.empty());

    @Test
    void whileCatchingUpItTellsHowLongThatWillTake() {
        assertThat(StatusLine.of(
                        figures(true, Optional.empty(), OptionalLong.of(12_345), Optional.of(Duration.ofSeconds(75))),
                        NOW))
                .isEqualTo("catching up, about 1 min 15 s left | applied 124, lag 600 blocks (12,345 offsets)"
                        + " | 812 blocks/s, 40,600 writes/s | final 112, flushed 100"
                        + " | last flush 100 blocks in 61 ms, 2.0 s ago");
    }

    @Test
    void aNarrowWindowStillShowsTheLag() {
        String line = StatusLine.of(
                figures(true, Optional.empty(), OptionalLong.of(12_345), Optional.of(Duration.ofSeconds(75))), NOW);
        assertThat(line.substring(0, 80)).contains("lag 600 blocks");
    }

    @Test
    void atTheTipAndAtTheStartItSaysSo() {
        assertThat(StatusLine.of(figures(true, Optional.empty(), OptionalLong.of(0), Optional.empty()), NOW))
                .startsWith("at the tip | ");
        assertThat(StatusLine.of(figures(false, Optional.empty(), OptionalLong.empty(), Optional.empty()), NOW))
                .startsWith("starting | ")
                .contains("lag not known yet");
    }

    @Test
    void whoIsBehindAndDoesNotGainIsNotAtTheTip() {
        assertThat(StatusLine.of(figures(true, Optional.empty(), OptionalLong.of(12), Optional.empty()), NOW))
                .startsWith("behind | ")
                .contains("lag 600 blocks (12 offsets)");
    }

    @Test
    void aHaltIsAllThatMatters() {
        Halt halt = new Halt(HaltReason.GAP, "height 5 is missing", "blocks-0@5", "Publish it.");
        assertThat(StatusLine.of(figures(true, Optional.of(halt), OptionalLong.of(0), Optional.empty()), NOW))
                .isEqualTo("halted: height 5 is missing (blocks-0@5). Publish it.");
    }

    private static ProgressFigures figures(
            boolean reading, Optional<Halt> halt, OptionalLong lagOffsets, Optional<Duration> left) {
        FlushReport flush = new FlushReport(
                FlushTrigger.BLOCKS,
                1,
                100,
                5_000,
                0,
                1 << 20,
                Duration.ofMillis(61).toNanos());
        return new ProgressFigures(
                reading,
                halt,
                Optional.empty(),
                MARKS,
                new TreeMap<>(),
                lagOffsets,
                OptionalLong.of(600),
                Optional.empty(),
                left,
                new ProgressFigures.Rates(812, 8_120, 40_600),
                new FlushTotals(1, 5_000, 1 << 20, Optional.of(new FlushTotals.Last(flush, NOW.minusSeconds(2)))),
                new MemoryReport(0, 0, 0, 0),
                Set.of(),
                false);
    }
}
