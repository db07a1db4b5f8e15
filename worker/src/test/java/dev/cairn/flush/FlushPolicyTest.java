package dev.cairn.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.flush.FlushPolicy.Unflushed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlushPolicyTest {
    private final FlushPolicy policy = new FlushPolicy(new FlushConfig(100, Duration.ofSeconds(5), 1_000));

    @Test
    void nothingFinalIsNoReasonToFlushHoweverLongItTakes() {
        assertThat(policy.decide(new Unflushed(0, 0, Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void aFewYoungBlocksWait() {
        assertThat(policy.decide(new Unflushed(99, 999, Duration.ofMillis(4_999))))
                .isEmpty();
    }

    @Test
    void enoughBlocksAreAReason() {
        assertThat(policy.decide(new Unflushed(100, 1, Duration.ZERO))).contains(FlushTrigger.BLOCKS);
    }

    @Test
    void oneOldBlockIsAReason() {
        assertThat(policy.decide(new Unflushed(1, 1, Duration.ofSeconds(5)))).contains(FlushTrigger.INTERVAL);
    }

    @Test
    void tooMuchMemoryIsTheFirstReasonOfAll() {
        assertThat(policy.decide(new Unflushed(100, 1_000, Duration.ofSeconds(5))))
                .contains(FlushTrigger.MEMORY_BUDGET);
    }

    @Test
    void badSettingsAreRefusedWithWhatWouldDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlushConfig(0, Duration.ofSeconds(5), 1))
                .withMessage("flush.blocks is 0, but it has to be at least 1; 100 is a good start");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlushConfig(1, Duration.ZERO, 1))
                .withMessage("flush.interval is PT0S, but it has to be longer than zero; 5s is a good start");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlushConfig(1, Duration.ofSeconds(5), 0))
                .withMessageStartingWith("flush.buffered-bytes-max is 0");
        assertThat(FlushConfig.standard().blocks()).isEqualTo(100);
    }
}
