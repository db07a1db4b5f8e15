package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotPolicyTest {
    private static final Duration LONG_AGO = Duration.ofHours(1);
    private final SnapshotPolicy policy = new SnapshotPolicy(1_000, Duration.ofMinutes(1));

    @Test
    void oneIsDueAfterSoManyBlocks() {
        assertThat(policy.dueIn(1_999, 1_000, LONG_AGO)).isEmpty();
        assertThat(policy.dueIn(2_000, 1_000, LONG_AGO)).hasValue(Duration.ZERO);
    }

    @Test
    void butNotSoonAfterTheLastOneWasBegun() {
        assertThat(policy.dueIn(9_000, 1_000, Duration.ofSeconds(59))).hasValue(Duration.ofSeconds(1));
        assertThat(policy.dueIn(9_000, 1_000, Duration.ofSeconds(60))).hasValue(Duration.ZERO);
    }

    @Test
    void withoutOneTheFirstComesAfterSoManyBlocksToo() {
        assertThat(policy.dueIn(999, -1, LONG_AGO)).isEmpty();
        assertThat(policy.dueIn(1_000, -1, LONG_AGO)).hasValue(Duration.ZERO);
    }

    @Test
    void zeroIsNever() {
        assertThat(new SnapshotPolicy(0, Duration.ZERO).dueIn(1_000_000, 0, LONG_AGO))
                .isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new SnapshotPolicy(-1, Duration.ZERO))
                .hasMessage("snapshots.every-blocks is -1, but it has to be from 0 on, as 1000; 0 is never");
    }
}
