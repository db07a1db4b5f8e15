package dev.cairn.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.assemble.AssembleConfig.FirstBlock;
import dev.cairn.assemble.AssembleConfig.OnDeepReorg;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every feed that keeps the contract, however it is cut into batches.
class AssemblyPropertyTest {
    private static final int ANNOUNCEMENTS = 60;

    @Provide
    Arbitrary<ShardPartitions> shards() {
        return Arbitraries.of(RecordedFeed.ONE_EACH, RecordedFeed.FAN_IN, RecordedFeed.ONE_TOPIC);
    }

    @Provide
    Arbitrary<Integer> finalityDepths() {
        return Arbitraries.of(0, 1, 3, 10, 100);
    }

    @Property
    void blocksAreAppliedInTheOrderOfTheirEvents(
            @ForAll long seed, @ForAll("shards") ShardPartitions shard, @ForAll("finalityDepths") int finalityDepth) {
        RandomFeed chain = new RandomFeed(seed, shard, finalityDepth, ANNOUNCEMENTS, 10);
        Assembling life = Assembling.fromTheBeginning(config(finalityDepth), shard, chain.feed);
        readInRandomBatches(life, shard, new Random(seed));
        assertThat(texts(life.steps)).isEqualTo(chain.expected);
        life.steps.forEach(AssemblyPropertyTest::assertWhole);
    }

    @Property
    void aRestartAtAnyBlockOfTheChainGoesOnTheSameWay(
            @ForAll long seed, @ForAll("shards") ShardPartitions shard, @ForAll("finalityDepths") int finalityDepth) {
        RandomFeed chain = new RandomFeed(seed, shard, finalityDepth, ANNOUNCEMENTS, 10);
        Random random = new Random(seed);
        AssembleConfig config = config(finalityDepth);
        Assembling life = Assembling.fromTheBeginning(config, shard, chain.feed);
        readInRandomBatches(life, shard, random);
        List<String> expected = chain.expected;
        for (int restarts = 0; restarts < 3 && !life.steps.isEmpty(); restarts++) {
            int at = lastStepOf(chain.branch().get(random.nextInt(chain.branch().size())), life.steps);
            if (at >= 0) {
                expected = expected.subList(at + 1, expected.size());
                life = life.restartedAt(life.steps.get(at), config, 1 + random.nextInt(20));
                readInRandomBatches(life, shard, random);
                assertThat(texts(life.steps)).isEqualTo(expected);
                life.steps.forEach(AssemblyPropertyTest::assertWhole);
            }
        }
    }

    @Property
    void alongTheFinalChainResumeOffsetsNeverFall(
            @ForAll long seed, @ForAll("shards") ShardPartitions shard, @ForAll("finalityDepths") int finalityDepth) {
        RandomFeed chain = new RandomFeed(seed, shard, finalityDepth, ANNOUNCEMENTS, 10);
        Assembling life = Assembling.fromTheBeginning(config(finalityDepth), shard, chain.feed);
        readInRandomBatches(life, shard, new Random(seed));
        ResumeOffsets before = ResumeOffsets.NONE;
        for (BlockRef ref : chain.branch()) {
            ResumeOffsets after =
                    life.steps.get(lastStepOf(ref, life.steps)).block().resumeAfter();
            assertThat(after.announcements().upTo())
                    .isGreaterThan(before.announcements().upTo());
            before.nextOffsets()
                    .forEach((partition, offset) ->
                            assertThat(after.nextOffsets().get(partition)).isGreaterThanOrEqualTo(offset));
            before = after;
        }
    }

    /// Memory is a fraction of what the feed has, and one partition is faster than the others.
    @Property(tries = 50)
    void memoryIsBoundedAndWaitingNeverDeadlocks(@ForAll long seed, @ForAll("shards") ShardPartitions shard) {
        RandomFeed chain = new RandomFeed(seed, shard, 3, 400, 2_000);
        Random random = new Random(seed);
        AssembleConfig config = config(3);
        Assembling life = Assembling.fromTheBeginning(config, shard, chain.feed);
        List<SourcePartition> partitions = List.copyOf(shard.all());
        SourcePartition fast = partitions.get(random.nextInt(partitions.size()));
        while (life.hasMore()) {
            List<SourcePartition> read = partitions.stream()
                    .filter(partition -> !life.ahead().contains(partition) && life.hasMore(partition))
                    .toList();
            assertThat(read).as("partitions that could bring what is missing").isNotEmpty();
            read.forEach(partition -> life.read(partition, partition.equals(fast) ? 4 : 1 + random.nextInt(2)));
            var _ = life.grow();
            assertThat(life.assembler.bytes()).isLessThan(config.bufferedBytesMax());
        }
        assertThat(texts(life.steps)).isEqualTo(chain.expected);
    }

    private static void readInRandomBatches(Assembling life, ShardPartitions shard, Random random) {
        List<SourcePartition> partitions = List.copyOf(shard.all());
        int batchMax = 1 + random.nextInt(40);
        while (life.hasMore()) {
            for (int i = 0; i <= random.nextInt(3); i++) {
                life.read(partitions.get(random.nextInt(partitions.size())), 1 + random.nextInt(batchMax));
            }
            var _ = life.grow();
        }
        var _ = life.grow();
    }

    private static void assertWhole(Assembling.Step step) {
        assertThat(step.block().transactions()).hasSize(step.block().header().transactionCount());
        for (int i = 0; i < step.block().transactions().size(); i++) {
            assertThat(step.block().transactions().get(i))
                    .isEqualTo(Events.transaction(step.block().ref(), 2 * i));
        }
    }

    private static int lastStepOf(BlockRef block, List<Assembling.Step> steps) {
        return steps.stream().map(step -> step.block().ref()).toList().lastIndexOf(block);
    }

    private static List<String> texts(List<Assembling.Step> steps) {
        return steps.stream().map(Assembling.Step::toString).toList();
    }

    private static AssembleConfig config(int finalityDepth) {
        return new AssembleConfig(
                FirstBlock.GENESIS, finalityDepth, RandomFeed.INCOMPLETE_AFTER, 1 << 20, OnDeepReorg.HALT);
    }
}
