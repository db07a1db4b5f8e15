package dev.cairn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.pipeline.MemoryReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final WatchedShard shard = new WatchedShard();

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void aShardThatWasNotPolledYetIsStarting() {
        assertThat(shard.summary())
                .startsWith("cairn 1.2.3, up 0 ms\n\nshard 3: starting\n")
                .contains("  marks     applied –, finalized –, flushed –, snapshot –, earliest –\n")
                .contains("  lag       not known yet\n")
                .contains("  flushes   0 with 0 keys, 0 B\n");
    }

    @Test
    void aShardThatIsNotOpenYetSaysWhatItWaitsFor() {
        assertThat(shard.worker.summary(List.of(2, 3), "waiting for Kafka at broker:9092"))
                .startsWith("cairn 1.2.3, up 0 ms\n\nshard 2: starting: waiting for Kafka at broker:9092\n\nshard 3:"
                        + " starting\n  marks");
    }

    @Test
    void everythingThatIsKnownIsSaid() {
        shard.marks.applied(20, 14);
        shard.marks.flushed(14, 2);
        shard.metrics.applied(shard.block(20, Duration.ofSeconds(75)));
        shard.metrics.flushed(WatchedShard.flush(10, 14));
        shard.metrics.memory(new MemoryReport(100, 200, 1_024, 2_048));
        shard.metrics.paused(Set.of(WatchedShard.TRANSACTIONS));
        shard.poll(1_000, 21_000);
        shard.clock.advance(Duration.ofSeconds(5));
        shard.poll(11_000, 21_000);
        assertThat(shard.summary())
                .startsWith("cairn 1.2.3, up 5.0 s\n\nshard 3: catching up\n")
                .contains("  marks     applied 20, finalized 14, flushed 14, snapshot –, earliest 2\n")
                .contains("  lag       10,000 offsets, 10,000 blocks, 1 min 20 s, caught up in about 5.0 s\n")
                .contains("  paused    transactions-3: not read for now\n")
                .contains("  rates     0.2 blocks/s, 0.4 transactions/s, 1.0 writes/s over the last 10 s\n")
                .contains("  flushes   1 with 40 keys, 4.9 KiB; last: blocks 10 to 14, 40 keys, 4.9 KiB in 250 ms,"
                        + " 5.0 s ago (interval)\n")
                .contains(
                        "  memory    waiting 100 B of 1000 B, tip 200 B, unflushed 1.0 KiB of 2.0 KiB, store 2.0 KiB of"
                                + " 5.9 KiB\n")
                .contains("  rocksdb   0 versions in 0 B of files (0 in level 0)")
                .containsPattern("process: heap \\S+ MiB of \\S+ [MG]iB");
    }

    @Test
    void aHaltIsSaidWithWhatToDo() {
        shard.poll(1, 1);
        shard.metrics.halted(WatchedShard.GAP);
        assertThat(shard.summary())
                .contains("shard 3: halted (gap)\n  heights 5 to 7 are missing (blocks-3@17). Publish them.\n");
        shard.metrics.resumed();
        assertThat(shard.summary()).contains("shard 3: running\n");
    }
}
