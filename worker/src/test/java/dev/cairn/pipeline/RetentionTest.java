package dev.cairn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.FeedDecoder;
import dev.cairn.flush.FlushConfig;
import dev.cairn.handle.Handlers;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockHeight;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.ReadConfig;
import dev.cairn.read.StateReader;
import dev.cairn.simulation.Database;
import dev.cairn.simulation.DiskDatabase;
import dev.cairn.simulation.StepClock;
import dev.cairn.source.DeadLetters;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The floor follows the blocks, and never passes what is durable.
class RetentionTest {
    private static final int FINALITY_DEPTH = 2;

    private final StepClock clock = new StepClock();
    private final ScriptedSource source = new ScriptedSource();
    private final List<String> pruned = new ArrayList<>();
    private long lag = -1;

    @ParameterizedTest
    @EnumSource
    void soManyBlocksAreKeptAndSomeMore(Durability durability) {
        try (Database database = DiskDatabase.begin(DiskDatabase.Setup.exact(durability))) {
            Life life = new Life(database, new RetentionConfig(Optional.of(32), Optional.empty(), 25, second()), 4);
            for (int height = 0; height < 200; height++) {
                source.announce(height, 0);
                life.settle();
                clock.advance(Duration.ofMillis(300));
                life.check(32);
            }
            clock.advance(Memtables.WAIT_MAX);
            life.settle();
            clock.advance(second());
            life.settle();
            life.check(32);
            long flushed = life.marks.now().flushed().orElseThrow();
            assertThat(flushed).isGreaterThan(190);
            assertThat(life.marks.now().earliest().orElseThrow()).isBetween(flushed - 31 - 4, flushed - 31);
            assertThat(pruned).isNotEmpty().doesNotHaveDuplicates();
            assertThat(lag).isLessThan(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartWithAShorterRetentionForgetsWithoutANewBlock(Durability durability) {
        Database database = DiskDatabase.begin(DiskDatabase.Setup.exact(durability));
        Life life = new Life(database, RetentionConfig.everything(), 4);
        for (int height = 0; height < 50; height++) {
            source.announce(height, 0);
        }
        life.settle();
        life.end();
        assertThat(life.marks.now().earliest()).hasValue(0);
        database = database.reopen();
        try (Database reopened = database) {
            Life next = new Life(reopened, new RetentionConfig(Optional.of(1), Optional.empty(), 25, second()), 4);
            next.settle();
            assertThat(next.marks.now().earliest()).isEqualTo(next.marks.now().flushed());
            next.check(1);
            assertThat(pruned).containsExactly("0 to 47");
        }
    }

    private static Duration second() {
        return Duration.ofSeconds(1);
    }

    private final class Life {
        private final Database database;
        private final MarkBoard marks;
        private final StateReader reader;
        private final ShardPipeline pipeline;

        Life(Database database, RetentionConfig retention, int flushBlocks) {
            this.database = database;
            Optional<CommittedPosition> stored = database.storage().committed();
            MvccStore memory = new MvccStore(
                    new MvccConfig(1, 0, Duration.ofSeconds(1)), stored.map(CommittedPosition::block), clock);
            stored.ifPresent(position -> source.seek(position.resumeAfter()));
            marks = new MarkBoard(stored.isPresent() ? ShardPipeline.marksAtStart(database.storage()) : Marks.NONE);
            reader = new StateReader(memory, database.storage(), new ReadConfig(2));
            pipeline = new ShardPipeline(
                    new PipelineSettings(
                            PipelineConfig.standard(),
                            new AssembleConfig(
                                    AssembleConfig.FirstBlock.GENESIS,
                                    FINALITY_DEPTH,
                                    8,
                                    1 << 20,
                                    AssembleConfig.OnDeepReorg.HALT),
                            new FlushConfig(flushBlocks, Duration.ofDays(1), 1 << 20),
                            retention),
                    new Stations(
                            source,
                            DeadLetters.NONE,
                            new FeedDecoder(new TreeMap<>(
                                    Map.of("blocks", ContentType.PROTOBUF, "transactions", ContentType.PROTOBUF))),
                            Handlers.named("writes"),
                            memory,
                            database.storage()),
                    marks,
                    new PipelineListener() {
                        @Override
                        public void pruneLag(long blocks) {
                            lag = blocks;
                        }

                        @Override
                        public void pruned(long earliestBefore, long floor) {
                            pruned.add(earliestBefore + " to " + floor);
                        }
                    },
                    clock.both());
        }

        void settle() {
            for (int turns = 0; turns < 10; turns++) {
                pipeline.applyLoop().turn(Duration.ZERO);
                pipeline.storageLoop().turn(Duration.ZERO);
            }
        }

        void end() {
            while (!pipeline.applyLoop().finish()) {
                pipeline.storageLoop().turn(Duration.ZERO);
            }
        }

        /// Every height is known from the earliest to the newest, and at least so many below what is durable.
        void check(int blocks) {
            Marks now = marks.now();
            if (now.earliest().isEmpty()) {
                return;
            }
            long earliest = now.earliest().getAsLong();
            assertThat(earliest).isLessThanOrEqualTo(now.flushed().orElseThrow());
            assertThat(earliest).isLessThanOrEqualTo(Math.max(0, now.flushed().getAsLong() - blocks + 1));
            for (long height = earliest; height <= now.applied().orElseThrow(); height++) {
                assertThat(reader.block(new HeightSelector.At(new BlockHeight(height))))
                        .as("height %d of %s", height, now)
                        .isInstanceOf(Answer.Known.class);
            }
            if (database.storage().earliestHeight() > 0) {
                assertThat(reader.block(new HeightSelector.At(
                                new BlockHeight(database.storage().earliestHeight() - 1))))
                        .isInstanceOf(Answer.Pruned.class);
            }
        }
    }
}
