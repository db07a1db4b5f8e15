package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.FreePorts;
import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.read.Answer;
import dev.cairn.read.BlockInfo;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A second worker on the same topics, with a group and a folder of its own.
@ExtendWith(BrokerOfTheClass.class)
final class StandbyIT {
    private static final int BLOCKS = 400;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    @RegisterExtension
    final ForkedWorkers workers = new ForkedWorkers();

    StandbyIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void itIsAWarmCopyThatGoesOnWhenTheFirstIsKilledAndAgreesWithItAtAllHeights() throws Exception {
        SyntheticChain chain = Chains.fickle(21, BLOCKS);
        int port = FreePorts.any();
        Scene first = Scene.on(broker, folder).with("http.port", Integer.toString(port));
        Scene second = first.with("data-directory", folder.resolve("standby").toString())
                .with("source.group-id", "standby")
                .with("http.port", "0");
        try (var publisher = new FeedPublisher(
                        broker.bootstrapServers(), chain.feed(), PublisherOptions.to(first.topics()));
                RunningWorker standby = second.start()) {
            ForkedWorker primary = workers.start(first.settings(), folder);
            primary.awaitLog("shard runs", 1);
            publisher.publishUpTo(BLOCKS / 2);
            awaitSomethingOnDisk(new OperatorsPage(port));
            primary.kill();

            standby.awaitBlock(0, chain, chain.tipAfter(BLOCKS / 2));
            new WholeState(chain).assertUpTo(chain.tipAfter(BLOCKS / 2), standby.reader());
            publisher.publishAll();
            standby.awaitTip(chain);
            WholeState.assertIsThatOf(chain, standby);

            try (RunningWorker back = first.with("http.port", "0").start()) {
                back.awaitTip(chain);
                back.awaitAllFinalIsFlushed();
                standby.awaitAllFinalIsFlushed();
                assertThat(digests(back))
                        .isEqualTo(digests(standby))
                        .hasSize(Math.toIntExact(
                                standby.shard(0).marks().flushed().orElseThrow() + 1));
            }
        }
    }

    private static void awaitSomethingOnDisk(OperatorsPage page) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> page.sample("cairn_flushed_height{").orElse(-1) > 0);
    }

    /// Of all heights on disk: equal ones mean that every change of every block is.
    private static SortedMap<Long, Bytes> digests(RunningWorker worker) {
        SortedMap<Long, Bytes> digests = new TreeMap<>();
        for (long height = 0; height <= worker.shard(0).marks().flushed().orElse(-1); height++) {
            long at = height;
            digest(worker.reader(), at).ifPresent(digest -> digests.put(at, digest));
        }
        return digests;
    }

    private static Optional<Bytes> digest(StateReader reader, long height) {
        return reader.block(new HeightSelector.At(new BlockHeight(height)))
                        instanceof Answer.Known<BlockInfo>(var _, var info)
                ? info.digest()
                : Optional.empty();
    }
}
