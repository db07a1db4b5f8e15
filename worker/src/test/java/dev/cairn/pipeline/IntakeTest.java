package dev.cairn.pipeline;

import static dev.cairn.pipeline.ScriptedSource.BLOCKS;
import static dev.cairn.pipeline.ScriptedSource.MORE_TRANSACTIONS;
import static dev.cairn.pipeline.ScriptedSource.TRANSACTIONS;
import static dev.cairn.pipeline.ScriptedSource.shard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.assemble.Assembly;
import dev.cairn.assemble.BlockAssembler;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.FeedDecoder;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.handle.Handlers;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.source.DeadLetters;
import dev.cairn.source.SourceRecord;
import dev.cairn.source.SourceUnavailableException;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is taken in, and what waits.
class IntakeTest {
    private static final byte[] NO_EVENT = {(byte) 0xff, 1, 2};
    private static final Duration AT_ONCE = Duration.ZERO;

    private final ScriptedSource source = new ScriptedSource();
    private final List<SourceRecord> putAside = new ArrayList<>();
    private boolean refuses;
    private boolean isSilent;
    private final List<BlockRef> applied = new ArrayList<>();
    private ResumeOffsets resumeAfter = ResumeOffsets.NONE;
    private BlockAssembler assembler = assembler();

    @Test
    void beforeARecordThatHaltsEverythingThatCameBeforeItIsTakenInWhateverPartitionIsReadFirst() {
        Intake intake = intake(PipelineConfig.OnBadRecord.HALT);
        source.transaction(TRANSACTIONS, 0, 0);
        source.publish(TRANSACTIONS, NO_EVENT);
        source.transaction(TRANSACTIONS, 1, 0);
        source.announce(0, 1);
        source.announce(1, 1);
        source.paused = Set.of(BLOCKS);
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).isEmpty();
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).containsExactly(ScriptedSource.block(0));
        assertThat(source.paused).containsExactly(TRANSACTIONS);
        assertHalts(HaltReason.BAD_RECORD, intake, "topic transactions, partition 0, offset 1");
        assertHalts(HaltReason.BAD_RECORD, intake, "topic transactions, partition 0, offset 1");
        assertThat(resumeAfter.nextOffsets()).containsEntry(TRANSACTIONS, 1L);
    }

    @Test
    void aFaultAmongBlockEventsWaitsForTheTransactionsOfThoseBeforeIt() {
        source.partitions = shard(TRANSACTIONS, MORE_TRANSACTIONS);
        assembler = assembler();
        Intake intake = intake(PipelineConfig.OnBadRecord.HALT);
        source.announce(0, 2);
        source.publish(BLOCKS, NO_EVENT);
        source.transaction(TRANSACTIONS, 0, 0);
        source.transaction(MORE_TRANSACTIONS, 0, 1);
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).containsExactly(ScriptedSource.block(0));
        assertHalts(HaltReason.BAD_RECORD, intake, "topic blocks, partition 0, offset 1");
    }

    @Test
    void aFeedThatNeverEndsDoesNotPutAHaltOff() {
        Intake intake = intake(PipelineConfig.OnBadRecord.HALT);
        source.publish(TRANSACTIONS, NO_EVENT);
        intake.takeIn(assembler, AT_ONCE);
        assertThatExceptionOfType(HaltException.class).isThrownBy(() -> {
            for (int height = 0; height < 1_000; height++) {
                source.announce(height, 0);
                intake.takeIn(assembler, AT_ONCE);
                grow();
            }
        });
        assertThat(source.polls).isLessThan(5);
    }

    @Test
    void whenOnlyThePartitionWithTheFaultCanHelpItHaltsAtOnce() {
        Intake intake = intake(PipelineConfig.OnBadRecord.HALT);
        source.announce(0, 1);
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).isEmpty();
        source.publish(TRANSACTIONS, NO_EVENT);
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).isEmpty();
        int polls = source.polls;
        assertHalts(HaltReason.BAD_RECORD, intake, "offset 0");
        assertThat(source.polls).isEqualTo(polls);
    }

    @Test
    void whatCouldNotBePutAsideIsPutAsideOnceThatIsPossibleAndThePartitionGoesOn() {
        Intake intake = intake(PipelineConfig.OnBadRecord.DEAD_LETTER);
        refuses = true;
        source.publish(TRANSACTIONS, NO_EVENT);
        source.transaction(TRANSACTIONS, 0, 0);
        source.announce(0, 1);
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).isEmpty();
        assertHalts(HaltReason.SOURCE_REFUSED, intake, "simulated");
        refuses = false;
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).containsExactly(ScriptedSource.block(0));
        assertThat(putAside).hasSize(1);
        assertThat(source.paused).isEmpty();
        assertThat(resumeAfter.nextOffsets()).containsEntry(TRANSACTIONS, 2L);
    }

    @Test
    void whoBeginsElsewhereForgetsWhatHalted() {
        Intake intake = intake(PipelineConfig.OnBadRecord.HALT);
        source.publish(TRANSACTIONS, NO_EVENT);
        source.announce(0, 0);
        intake.takeIn(assembler, AT_ONCE);
        intake.restart(ResumeOffsets.of(Map.of(BLOCKS, 0L, TRANSACTIONS, 1L)));
        assembler = assembler();
        intake.takeIn(assembler, AT_ONCE);
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).containsExactly(ScriptedSource.block(0));
    }

    @Test
    void whoRestsPausesAllPartitionsAndLosesNothing() {
        Intake intake = intake(PipelineConfig.OnBadRecord.HALT);
        source.announce(0, 0);
        intake.rest(AT_ONCE);
        assertThat(source.paused).containsExactlyInAnyOrder(BLOCKS, TRANSACTIONS);
        source.paused = Set.of();
        intake.rest(AT_ONCE);
        source.announce(1, 0);
        intake.rest(AT_ONCE);
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).containsExactly(ScriptedSource.block(0), ScriptedSource.block(1));
    }

    @Test
    void whoRestsInTheMidstOfABatchStaysInTouchWithKafkaAndGoesOnWhereHeLeftOff() {
        Intake intake = intake(PipelineConfig.OnBadRecord.DEAD_LETTER);
        source.transaction(TRANSACTIONS, 0, 0);
        source.publish(TRANSACTIONS, NO_EVENT);
        source.transaction(TRANSACTIONS, 0, 1);
        source.announce(0, 2);
        isSilent = true;
        assertThatExceptionOfType(SourceUnavailableException.class).isThrownBy(() -> intake.takeIn(assembler, AT_ONCE));
        int polls = source.polls;
        intake.rest(AT_ONCE);
        intake.rest(AT_ONCE);
        assertThat(source.polls).isEqualTo(polls + 2);
        isSilent = false;
        intake.takeIn(assembler, AT_ONCE);
        assertThat(grow()).containsExactly(ScriptedSource.block(0));
        assertThat(putAside).hasSize(1);
        assertThat(assembler.takeDuplicates()).isZero();
        assertThat(resumeAfter.nextOffsets()).containsEntry(TRANSACTIONS, 3L);
    }

    @Test
    void aPartitionThatIsTakenUpIsWaitedForAndPausedLikeTheOthers() {
        Intake intake = intake(PipelineConfig.OnBadRecord.HALT);
        source.feed = shard(TRANSACTIONS, MORE_TRANSACTIONS);
        assertThat(intake.looksForMorePartitions(assembler)).isTrue();
        assertThat(intake.looksForMorePartitions(assembler)).isFalse();
        intake.rest(AT_ONCE);
        assertThat(source.paused).contains(MORE_TRANSACTIONS);
        source.transaction(MORE_TRANSACTIONS, 0, 0);
        source.announce(0, 1);
        source.paused = Set.of();
        intake.takeIn(assembler, AT_ONCE);
        assertThat(assembler.awaited()).doesNotContain(TRANSACTIONS);
        assertThat(grow()).containsExactly(ScriptedSource.block(0));
        assertThat(resumeAfter.nextOffsets()).containsKey(MORE_TRANSACTIONS);
    }

    private List<BlockRef> grow() {
        while (assembler.next() instanceof Assembly.Next(var block)) {
            assembler.applied(block);
            applied.add(block.ref());
            resumeAfter = block.resumeAfter();
        }
        return applied;
    }

    private void assertHalts(HaltReason reason, Intake intake, String where) {
        assertThatExceptionOfType(HaltException.class)
                .isThrownBy(() -> intake.takeIn(assembler, AT_ONCE))
                .satisfies(halt -> assertThat(halt.halt().message()).containsOnlyOnce(where))
                .satisfies(halt -> assertThat(halt.halt().reason()).isEqualTo(reason));
    }

    private BlockAssembler assembler() {
        return new BlockAssembler(
                AssembleConfig.standard(),
                source.partitions,
                Optional.empty(),
                ResumeOffsets.NONE,
                _ -> Optional.empty());
    }

    private Intake intake(PipelineConfig.OnBadRecord onBadRecord) {
        Map<String, ContentType> formats = new TreeMap<>();
        for (SourcePartition partition : source.partitions.all()) {
            formats.put(partition.topic(), ContentType.PROTOBUF);
        }
        MvccStore memory =
                new MvccStore(new MvccConfig(1, 0, Duration.ofSeconds(1)), Optional.empty(), ForwardClock.fromNow());
        return new Intake(
                new PipelineConfig(onBadRecord, Duration.ofMillis(100), Duration.ofSeconds(1)),
                new Stations(
                        source,
                        new RefusingDeadLetters(),
                        new FeedDecoder(formats),
                        Handlers.named("writes"),
                        memory,
                        Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0))),
                new Backlog(memory, PipelineListener.NONE),
                PipelineListener.NONE);
    }

    private final class RefusingDeadLetters implements DeadLetters {
        @Override
        public void put(SourceRecord record, String cause) {
            if (isSilent) {
                throw new SourceUnavailableException("simulated", new IllegalStateException());
            }
            if (refuses) {
                throw new HaltException(new Halt(HaltReason.SOURCE_REFUSED, "simulated", "here", "Wait."));
            }
            putAside.add(record);
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
