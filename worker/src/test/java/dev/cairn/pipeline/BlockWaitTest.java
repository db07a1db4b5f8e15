package dev.cairn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.assemble.Assembly;
import dev.cairn.assemble.BlockAssembler;
import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.StateChanges;
import dev.cairn.simulation.StepClock;
import dev.cairn.source.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which block is waited for, and since when.
class BlockWaitTest {
    private final StepClock clock = new StepClock();
    private final List<String> told = new ArrayList<>();
    private final BlockWait wait = new BlockWait(clock.both(), new PipelineListener() {
        @Override
        public void awaiting(Optional<AwaitedBlock> block) {
            told.add(block.map(AwaitedBlock::missing).orElse("none"));
        }
    });
    private final BlockAssembler assembler = new BlockAssembler(
            AssembleConfig.standard(),
            ScriptedSource.shard(ScriptedSource.TRANSACTIONS),
            Optional.empty(),
            ResumeOffsets.NONE,
            _ -> Optional.empty());

    @Test
    void nobodyIsToldOfABlockThatComesWholeInAMoment() {
        announce(2);
        look(Duration.ofMillis(999));
        transaction(0);
        transaction(1);
        look(Duration.ofSeconds(5));
        assertThat(told).isEmpty();
        assertThat(wait.awaited()).isEmpty();
    }

    @Test
    void whatIsMissingIsToldOnceASecondUntilTheBlockIsThere() {
        announce(2);
        look(Duration.ofSeconds(1));
        look(Duration.ofMillis(500));
        transaction(0);
        look(Duration.ofMillis(499));
        look(Duration.ofMillis(1));
        assertThat(told)
                .containsExactly(
                        "0 of 2 transactions are there, missing are the indexes 0, 1",
                        "1 of 2 transactions are there, missing are the indexes 1");
        assertThat(wait.awaited().map(AwaitedBlock::block)).contains(ScriptedSource.block(0));
        assertThat(wait.awaited().map(AwaitedBlock::since)).contains(Instant.EPOCH);
        transaction(1);
        look(Duration.ZERO);
        assertThat(told).hasSize(3).endsWith("none");
    }

    @Test
    void thatItTakesLongIsToldOnceMoreThoughNothingComes() {
        announce(2);
        look(Duration.ofSeconds(1));
        look(Duration.ofSeconds(58));
        assertThat(told).hasSize(1);
        look(Duration.ofSeconds(1));
        assertThat(told).hasSize(2).last().isEqualTo(told.getFirst());
        look(Duration.ofMinutes(5));
        assertThat(told).hasSize(2);
    }

    @Test
    void aMinuteIsLong() {
        AwaitedBlock awaited = new AwaitedBlock(ScriptedSource.block(0), Instant.EPOCH, 5_000, "all");
        assertThat(awaited.isWaitedForLong(() -> 64_999)).isFalse();
        assertThat(awaited.isWaitedForLong(() -> 65_000)).isTrue();
    }

    @Test
    void aTimeOfDayThatIsSetBackMakesNoWaitShorter() {
        announce(2);
        look(Duration.ofSeconds(1));
        clock.setTimeOfDay(Duration.ofHours(-1));
        look(Duration.ofMinutes(1));
        assertThat(wait.awaited().map(block -> block.waited(clock))).contains(Duration.ofSeconds(61));
        assertThat(wait.awaited().map(AwaitedBlock::since)).contains(Instant.EPOCH);
        assertThat(told).hasSize(2);
    }

    private void look(Duration later) {
        if (assembler.next() instanceof Assembly.Next(var block)) {
            assembler.applied(block);
            assertThat(assembler.next()).isEqualTo(new Assembly.Waiting());
        }
        wait.look(assembler);
        clock.advance(later);
        wait.look(assembler);
    }

    private void announce(int transactions) {
        assertThat(assembler.add(
                        SourceRecord.of(ScriptedSource.BLOCKS, 0, null, null),
                        new BlockHeader(
                                ScriptedSource.block(0),
                                Optional.empty(),
                                0,
                                transactions,
                                StateChanges.NONE,
                                Optional.empty(),
                                Optional.empty())))
                .isTrue();
    }

    private void transaction(int index) {
        assembler.add(
                SourceRecord.of(ScriptedSource.TRANSACTIONS, index, null, null),
                new BlockTransaction(
                        ScriptedSource.block(0), index, ChainBuilder.utf8("hash"), StateChanges.NONE, "", Bytes.EMPTY));
    }
}
