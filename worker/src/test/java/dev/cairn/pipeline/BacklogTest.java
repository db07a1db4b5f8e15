package dev.cairn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.SourcePartition;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.Pace;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final SourcePartition BLOCKS = new SourcePartition("blocks", 0);
    private static final SourcePartition TRANSACTIONS = new SourcePartition("transactions", 0);

    private final List<String> changes = new ArrayList<>();
    private final MvccStore memory =
            new MvccStore(new MvccConfig(1, 0, Duration.ofSeconds(1)), Optional.empty(), ForwardClock.fromNow());
    private final Backlog backlog = new Backlog(memory, new PipelineListener() {
        @Override
        public void paced(Pace pace, long unreadRecords) {
            changes.add(pace + " at " + unreadRecords);
        }
    });

    @Test
    void whatLiesFarBehindHurriesUntilTheEndIsNear() {
        assertThat(backlog.pace()).isEqualTo(Pace.FOLLOWING);
        left(100_000);
        assertThat(backlog.pace()).isEqualTo(Pace.FOLLOWING);
        left(300_000);
        assertThat(backlog.pace()).isEqualTo(Pace.CATCHING_UP);
        left(100_000);
        assertThat(backlog.pace()).isEqualTo(Pace.CATCHING_UP);
        left(5_000);
        assertThat(backlog.pace()).isEqualTo(Pace.FOLLOWING);
        left(100_000);
        assertThat(backlog.pace()).isEqualTo(Pace.FOLLOWING);
        assertThat(changes).containsExactly("CATCHING_UP at 300000", "FOLLOWING at 5000");
    }

    @Test
    void whatAllPartitionsHaveCountsTogether() {
        backlog.polled(new SourceBatch(
                List.of(), Map.of(BLOCKS, 7L, TRANSACTIONS, 10L), Map.of(BLOCKS, 150_007L, TRANSACTIONS, 150_010L)));
        assertThat(backlog.pace()).isEqualTo(Pace.CATCHING_UP);
    }

    @Test
    void anEndThatNobodyKnowsTellsNothing() {
        left(300_000);
        backlog.polled(new SourceBatch(List.of(), Map.of(BLOCKS, 7L), Map.of()));
        assertThat(backlog.pace()).isEqualTo(Pace.CATCHING_UP);
    }

    @Test
    void theEndIsNotNearWhileMuchOfWhatWasReadIsNotOnDisk() {
        left(300_000);
        assertThat(backlog.pace()).isEqualTo(Pace.CATCHING_UP);
        Block large = grow(Optional.empty(), 30 << 20);
        memory.finalizeUpTo(0);
        left(0);
        assertThat(backlog.pace()).isEqualTo(Pace.CATCHING_UP);
        var _ = grow(Optional.of(large), 1);
        memory.finalizeUpTo(1);
        memory.release(0);
        assertThat(backlog.pace()).isEqualTo(Pace.FOLLOWING);
    }

    private Block grow(Optional<Block> parent, int valueBytes) {
        Block block = parent.map(below -> ChainBuilder.after(below.facts().ref()))
                .orElseGet(() -> ChainBuilder.first(0))
                .put("key", "x".repeat(valueBytes))
                .build();
        var _ = memory.apply(block);
        return block;
    }

    private void left(long records) {
        backlog.polled(new SourceBatch(List.of(), Map.of(TRANSACTIONS, 1_000L), Map.of(TRANSACTIONS, 1_000 + records)));
    }
}
