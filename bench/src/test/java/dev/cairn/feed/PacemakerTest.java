package dev.cairn.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PacemakerTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private long now = 77 * SECOND;

    @Test
    void atFullSpeedNothingWaits() {
        Pacemaker pacemaker = pacemaker(Pace.fullSpeed());
        for (int announced = 0; announced < 100; announced++) {
            assertThat(pacemaker.nanosToWait(announced)).isZero();
        }
    }

    @Test
    void theBurstComesAtOnceAndTheRestOneByOne() {
        Pacemaker pacemaker = pacemaker(Pace.blocksPerSecond(2).afterBurstOf(3));
        assertThat(pacemaker.nanosToWait(0)).isZero();
        assertThat(pacemaker.nanosToWait(2)).isZero();
        assertThat(pacemaker.nanosToWait(3)).isEqualTo(500 * MILLI);
    }

    @Test
    void smallDelaysDoNotAddUp() {
        Pacemaker pacemaker = pacemaker(Pace.blocksPerSecond(10));
        for (int announced = 0; announced < 50; announced++) {
            long wait = pacemaker.nanosToWait(announced);
            assertThat(wait).isBetween(93 * MILLI, 100 * MILLI);
            now += wait + 7 * MILLI;
        }
        assertThat(now).isEqualTo(77 * SECOND + 5 * SECOND + 7 * MILLI);
    }

    @Test
    void afterALongDelayTheRhythmStartsAnew() {
        Pacemaker pacemaker = pacemaker(Pace.blocksPerSecond(10));
        now += 60 * SECOND;
        assertThat(pacemaker.nanosToWait(0)).isZero();
        assertThat(pacemaker.nanosToWait(1)).isEqualTo(100 * MILLI);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> Pace.blocksPerSecond(0))
                .hasMessage("the pace is 0.0 blocks a second after 0, but it has to be above 0 after 0 or more");
        assertThatThrownBy(() -> Pace.fullSpeed().afterBurstOf(-1)).hasMessageContaining("after -1, but");
        assertThatThrownBy(() -> FeedTopics.one("chain").withFanIn(0)).hasMessageContaining("0 from 0 on");
        assertThatThrownBy(() -> FeedTopics.one("chain").withShard(-1)).hasMessageContaining("-1 for blocks");
        assertThatThrownBy(() -> new Delivery.InTransactions(0, 0)).hasMessageStartingWith("recordsMax is 0, but");
        assertThatThrownBy(() -> new Delivery.InTransactions(1, 2)).hasMessageStartingWith("abortedShare is 2.0, but");
    }

    private Pacemaker pacemaker(Pace pace) {
        return new Pacemaker(pace, () -> now);
    }
}
