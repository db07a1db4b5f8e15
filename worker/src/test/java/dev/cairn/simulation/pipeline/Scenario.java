package dev.cairn.simulation.pipeline;

import dev.cairn.assemble.AssembleConfig;
import dev.cairn.flush.FlushConfig;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.pipeline.PipelineConfig;
import dev.cairn.pipeline.PipelineSettings;
import dev.cairn.prune.RetentionConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/// What one run is about: the feed, the settings, and how much goes wrong.
///
/// @param partitionsAtFirst  of transactions; others are added while the worker runs
/// @param blocks      block events to be published, roughly
/// @param disorder    by how many announcements records may come out of their order
/// @param deep        the chain may fork below what is final
/// @param badRecords  some records are no events, and are put aside
/// @param brokerDeletes  Kafka's retention: what the broker was told to be done with is deleted
/// @param large       values are so large that memory gets short
record Scenario(
        FeedLayout layout,
        Disk disk,
        PipelineSettings settings,
        MvccConfig memory,
        Rates rates,
        int partitionsAtFirst,
        int blocks,
        int disorder,
        boolean deep,
        boolean badRecords,
        boolean brokerDeletes,
        boolean large) {
    enum Disk {
        MEMORY,
        WITH_LOG,
        WITHOUT_LOG
    }

    /// How often something goes wrong where it can.
    record Rates(double crash, double fetchFailure, double diskFailure) {}

    /// @param keeping  draws what is kept, whatever else is drawn
    static Scenario drawnBy(Random random, Random keeping) {
        boolean deep = random.nextInt(5) == 0;
        boolean badRecords = random.nextInt(4) == 0;
        boolean large = random.nextInt(12) == 0;
        FeedLayout layout = layout(random);
        return new Scenario(
                layout,
                disk(random),
                settings(random, deep, badRecords, large, kept(keeping, deep)),
                new MvccConfig(
                        1 + random.nextInt(3),
                        new long[] {0, 4 << 10, 1 << 20}[random.nextInt(3)],
                        Duration.ofSeconds(1 + random.nextInt(9))),
                rates(random),
                random.nextBoolean()
                        ? layout.transactions().size()
                        : 1 + random.nextInt(layout.transactions().size()),
                large ? 150 : 20 + random.nextInt(60),
                random.nextInt(5),
                deep,
                badRecords,
                !deep && random.nextBoolean(),
                large);
    }

    private static FeedLayout layout(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> FeedLayout.TWO_TOPICS;
            case 1 -> FeedLayout.TWO_TOPICS_FAN_IN;
            case 2 -> FeedLayout.ONE_TOPIC;
            default -> FeedLayout.ONE_TOPIC_FAN_IN;
        };
    }

    private static Disk disk(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> Disk.WITH_LOG;
            case 1, 2 -> Disk.WITHOUT_LOG;
            default -> Disk.MEMORY;
        };
    }

    private static PipelineSettings settings(
            Random random, boolean deep, boolean badRecords, boolean large, RetentionConfig kept) {
        return new PipelineSettings(
                new PipelineConfig(
                        badRecords ? PipelineConfig.OnBadRecord.DEAD_LETTER : PipelineConfig.OnBadRecord.HALT,
                        Duration.ofMillis(100),
                        Duration.ofMillis(200)),
                new AssembleConfig(
                        AssembleConfig.FirstBlock.GENESIS,
                        random.nextInt(7),
                        8,
                        // Half of what large blocks take in all; less would not hold the blocks that may be late.
                        large ? 3 << 20 : 1 << 20,
                        deep ? AssembleConfig.OnDeepReorg.REWIND : AssembleConfig.OnDeepReorg.HALT),
                new FlushConfig(
                        1 + random.nextInt(8),
                        Duration.ofMillis(500L + random.nextInt(4000)),
                        new long[] {600, 4 << 10, 1 << 20}[random.nextInt(3)]),
                kept);
    }

    /// Little, so that the floor is close behind whatever goes on. A chain that may fork below what is final
    /// keeps all: it may fork below the floor too, which is a fault and the end of the run.
    private static RetentionConfig kept(Random random, boolean deep) {
        int kind = deep ? 0 : random.nextInt(4);
        return new RetentionConfig(
                kind % 2 == 0 ? Optional.empty() : Optional.of(1 + random.nextInt(20)),
                kind < 2 ? Optional.empty() : Optional.of(Duration.ofSeconds(1 + random.nextInt(20))),
                RetentionConfig.GARBAGE_LEFT_ALONE,
                Duration.ofMillis(100 + random.nextInt(3_000)));
    }

    private static Rates rates(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Rates(0, 0, 0);
            case 1 -> new Rates(0, 0.05, 0.2);
            case 2 -> new Rates(0.02, 0, 0);
            default -> new Rates(0.005, 0.05, 0.1);
        };
    }
}
