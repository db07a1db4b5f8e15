package dev.cairn.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void whatHasPassedLeavesNothingAndNeverLess() {
        Deadline past = Deadline.in(Duration.ZERO).earlierBy(Duration.ofDays(1));
        assertThat(past.hasPassed()).isTrue();
        assertThat(past.left()).isZero();
    }

    @Test
    void anEarlierOneLeavesLessByJustThat() {
        Deadline deadline = Deadline.in(Duration.ofDays(2));
        Deadline earlier = deadline.earlierBy(Duration.ofDays(1));
        assertThat(deadline.atNanos() - earlier.atNanos())
                .isEqualTo(Duration.ofDays(1).toNanos());
        assertThat(earlier.hasPassed()).isFalse();
        assertThat(earlier.left()).isPositive().isLessThan(deadline.left());
    }
}
