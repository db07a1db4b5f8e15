package dev.cairn.e2e.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CatchUpClockTest {
    @Test
    void theClockStartsOnceHoweverOftenRecordsArePolled() {
        CatchUpClock clock = new CatchUpClock();
        clock.recordsPolled();
        RunReport early = clock.caughtUp(1);
        clock.recordsPolled();

        assertThat(clock.caughtUp(1).nanos()).isGreaterThanOrEqualTo(early.nanos());
    }

    @Test
    void nobodyCatchesUpWithoutRecords() {
        CatchUpClock clock = new CatchUpClock();

        assertThatThrownBy(() -> clock.caughtUp(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none was");
    }

    @Test
    void aProcessThatIsGoneHoldsNoMemory() {
        assertThat(ProcessMemory.peakRssBytes(Long.MAX_VALUE)).isZero();
    }
}
