package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import dev.cairn.read.StateScan;
import dev.cairn.synthetic.SyntheticChain;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads while the chain reorganises under the reader, as deep as it may, and goes to disk.
final class ReadersDuringReorgsIT {
    private static final int ANNOUNCEMENTS = 600;
    private static final int STEP = 5;

    @TempDir
    private Path folder;

    @Test
    void everyScanIsOfOneBlockAndOfItsBranch() throws Exception {
        SyntheticChain chain = Chains.fickle(11, ANNOUNCEMENTS);
        try (LocalBroker broker = LocalBroker.start()) {
            Scene scene = Scene.on(broker, folder);
            try (RunningWorker worker = scene.start();
                    var publisher = new FeedPublisher(
                            broker.bootstrapServers(), chain.feed(), PublisherOptions.to(scene.topics()))) {
                var ended = new AtomicBoolean();
                FutureTask<Set<BlockHash>> latest = inBackground(
                        () -> new WholeState(chain), worker.reader(), ended, _ -> new HeightSelector.Latest());
                FutureTask<Set<BlockHash>> recent =
                        inBackground(() -> new WholeState(chain), worker.reader(), ended, new Recent(worker.shard(0)));

                for (int count = STEP; count <= ANNOUNCEMENTS; count += STEP) {
                    publisher.publishUpTo(count);
                    worker.awaitBlock(0, chain, chain.tipAfter(count));
                }
                ended.set(true);

                assertThat(latest.get(90, TimeUnit.SECONDS)).hasSizeGreaterThan(10);
                assertThat(recent.get(90, TimeUnit.SECONDS)).hasSizeGreaterThan(10);
                WholeState.assertIsThatOf(chain, worker);
            }
        }
    }

    private interface Selectors {
        HeightSelector next(Random random);
    }

    /// Heights around those that are replaced.
    private record Recent(Shard shard) implements Selectors {
        @Override
        public HeightSelector next(Random random) {
            long applied = shard.marks().applied().orElse(0);
            return new HeightSelector.At(
                    new BlockHeight(Math.max(0, applied - random.nextInt(2 * Chains.FINALITY_DEPTH))));
        }
    }

    /// Tells which blocks were seen.
    private static FutureTask<Set<BlockHash>> inBackground(
            Supplier<WholeState> states, StateReader reader, AtomicBoolean ended, Selectors selectors) {
        var task = new FutureTask<>(() -> {
            WholeState expected = states.get();
            Random random = new Random(1);
            Set<BlockHash> seen = new HashSet<>();
            while (!ended.get()) {
                Answer<StateScan> answer = reader.scan(KeyRange.all(), ScanDirection.ASCENDING, selectors.next(random));
                if (answer instanceof Answer.Known<StateScan>(var at, StateScan scan)) {
                    try (scan) {
                        assertThat(expected.problem(at.hash(), scan)).isEmpty();
                    }
                    seen.add(at.hash());
                }
            }
            return seen;
        });
        Thread.ofPlatform().daemon().name("reader").start(task);
        return task;
    }
}
