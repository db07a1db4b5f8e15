package dev.cairn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.Pace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final SourcePartition BLOCKS = new SourcePartition("blocks", 0);
    private static final SourcePartition TRANSACTIONS = new SourcePartition("transactions", 0);

    private final Backlog backlog = new Backlog();

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

    private void left(long records) {
        backlog.polled(new SourceBatch(List.of(), Map.of(TRANSACTIONS, 1_000L), Map.of(TRANSACTIONS, 1_000 + records)));
    }
}
