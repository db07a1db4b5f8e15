package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.Announcements;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartOffsetsTest {
    private static final SourcePartition BLOCKS = new SourcePartition("blocks", 0);
    private static final SourcePartition FIRST = new SourcePartition("transactions", 0);
    private static final SourcePartition SECOND = new SourcePartition("transactions", 1);
    private static final ShardPartitions PARTITIONS =
            new ShardPartitions(0, BLOCKS, new TreeSet<>(Set.of(FIRST, SECOND)));
    private static final Map<SourcePartition, OffsetRange> RANGES =
            Map.of(BLOCKS, new OffsetRange(10, 20), FIRST, new OffsetRange(100, 200), SECOND, new OffsetRange(7, 9));

    @Test
    void anEmptyDatabaseBeginsAtTheBeginningOfEveryPartition() {
        assertThat(StartOffsets.of(ResumeOffsets.NONE, PARTITIONS, RANGES))
                .isEqualTo(ResumeOffsets.of(Map.of(BLOCKS, 10L, FIRST, 100L, SECOND, 7L)));
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 15, 20})
    void whatTheDatabaseSaysIsTakenFromBeginToEnd(long offset) {
        var stored = ResumeOffsets.of(Map.of(BLOCKS, offset, FIRST, 150L, SECOND, 8L));

        assertThat(StartOffsets.of(stored, PARTITIONS, RANGES)).isEqualTo(stored);
    }

    @Test
    void aPartitionThatTheDatabaseDoesNotKnowBeginsAtItsBeginning() {
        var stored = ResumeOffsets.of(Map.of(BLOCKS, 15L, FIRST, 150L)).withAnnouncements(new Announcements(14, 3, 2));

        assertThat(StartOffsets.of(stored, PARTITIONS, RANGES))
                .isEqualTo(ResumeOffsets.of(Map.of(BLOCKS, 15L, FIRST, 150L, SECOND, 7L))
                        .withAnnouncements(new Announcements(14, 3, 2)));
    }

    @Test
    void recordsThatRetentionHasTakenAreGone() {
        assertGone(9, "expected the records of blocks-0 from offset 9 on, but the oldest one there is 10", "snapshot");
    }

    @Test
    void recordsThatALogHasLostAtItsEndAreGoneInAnotherWay() {
        assertGone(21, "but its log was cut or is an older copy: it ends at 20", "being restored");
    }

    @Test
    void aPartitionThatIsNoLongerReadIsNotForgottenSilently() {
        var stored = ResumeOffsets.of(Map.of(new SourcePartition("transactions", 2), 3L));

        assertThatThrownBy(() -> StartOffsets.of(stored, PARTITIONS, RANGES))
                .hasMessageContaining("expected to go on reading transactions-2")
                .hasMessageContaining("source.fan-in");
    }

    private static void assertGone(long offset, String what, String whatToDo) {
        assertThatThrownBy(() -> StartOffsets.of(ResumeOffsets.of(Map.of(BLOCKS, offset)), PARTITIONS, RANGES))
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt().reason()).isEqualTo(HaltReason.OFFSETS_GONE))
                .hasMessageContaining(what)
                .hasMessageContaining("blocks-0, offset " + offset)
                .hasMessageContaining(whatToDo);
    }
}
