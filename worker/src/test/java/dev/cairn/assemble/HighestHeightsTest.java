package dev.cairn.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.assemble.AssembleConfig.FirstBlock;
import dev.cairn.assemble.AssembleConfig.OnDeepReorg;
import org.junit.jupiter.api.Test;

/// Heights may be as high as numbers are, and sums of them must not begin anew from below.
class HighestHeightsTest {
    private static final long BEGINNING = Long.MAX_VALUE - 100;
    private static final AssembleConfig CONFIG = new AssembleConfig(FirstBlock.ANY, 64, 64, 1 << 20, OnDeepReorg.HALT);

    @Test
    void transactionsThatComeBeforeTheirBlocksAreKept() {
        String first = Long.toString(BEGINNING);
        String second = Long.toString(BEGINNING + 1);
        String third = Long.toString(BEGINNING + 2);
        HandMadeFeed feed = new HandMadeFeed(CONFIG, 10);
        feed.first(first, 0).transactions(third, 0).transactions(second, 0, 1);
        feed.block(second, first, 2).block(third, second, 1);
        assertThat(feed.applied()).containsExactly(first, second, third);
    }

    @Test
    void aboveTheHighestThereIsNothing() {
        assertThat(Heights.above(BEGINNING, 100)).isEqualTo(Long.MAX_VALUE);
        assertThat(Heights.above(BEGINNING, 101)).isEqualTo(Long.MAX_VALUE);
        assertThat(Heights.above(5, 64)).isEqualTo(69);
    }
}
