package dev.cairn.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WorkerHeightsTest {
    @Test
    void heightsLagAndHaltsAreReadFromAScrape() {
        assertThat(WorkerHeights.of("""
                        # HELP cairn_applied_height The newest block
                        cairn_applied_height{shard="0"} 1200.0
                        cairn_flushed_height{shard="0"} 1.1E3
                        cairn_lag_offsets{partition="0",shard="0",topic="blocks"} 3.0
                        cairn_lag_offsets{partition="0",shard="0",topic="transactions"} 4.0
                        cairn_halted{reason="gap",shard="0"} 1.0
                        """))
                .contains(new WorkerHeights(OptionalLong.of(1_200), OptionalLong.of(1_100), OptionalLong.of(7), true));
    }

    @Test
    void aLagThatIsKnownOfOnePartitionOnlyIsNotKnown() {
        assertThat(WorkerHeights.of("cairn_lag_offsets{partition=\"0\",shard=\"0\",topic=\"blocks\"} 0.0"))
                .contains(new WorkerHeights(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), false));
    }

    @Test
    void aWorkerThatHasNoShardYetSaysNothing() {
        assertThat(WorkerHeights.of("jvm_threads_live_threads 7.0\n")).isEqualTo(Optional.empty());
    }
}
