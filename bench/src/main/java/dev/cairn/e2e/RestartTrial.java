package dev.cairn.e2e;

import dev.cairn.bench.Spread;
import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.Order;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.Pace;
import dev.cairn.store.ScratchFolder;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// How long a worker that crashed needs until it is at work again: from the start of its process to the first new block
/// applied, with as many keys as writes. Once as `./cairn dist` installs it, with what its JVM learnt in an earlier
/// life, and once without that.
///
/// @param blocks  applied before the first crash
/// @param rounds  how many restarts of each
/// @param jvm     whose class path is of jars, since a JVM learns nothing of what lies in folders
record RestartTrial(int blocks, int rounds, ChildJvm jvm) {

    /// In milliseconds.
    ///
    /// @param installed  with what was learnt
    /// @param untaught   without
    record Result(Spread installed, Spread untaught) {}

    Result run(Screen screen) throws Exception {
        try (LocalBroker broker = ChainTopics.startBroker(screen);
                ScratchFolder scratch = ScratchFolder.create();
                FeedPublisher publisher = ChainTopics.publisher(
                        broker, E2eLoad.growingChain(blocks + 1 + 2 * rounds), Pace.fullSpeed())) {
            ChainTopics.publish(publisher, blocks, screen);
            Restarts restarts =
                    new Restarts(broker, Files.createDirectory(scratch.path().resolve("state")), publisher);
            Path learnt = scratch.path().resolve("learnt.aot");
            var _ = Progress.unmeasured("catching up").during(screen, () -> restarts.millis(jvm, blocks));
            var _ = Progress.unmeasured("teaching it to start")
                    .during(screen, () -> restarts.millis(jvm.with("-XX:AOTCacheOutput=" + learnt), blocks + 1));
            AtomicInteger done = new AtomicInteger();
            return new Progress("restarting", rounds, done::get)
                    .during(screen, () -> inTurns(restarts, jvm.with("-XX:AOTCache=" + learnt), done));
        }
    }

    private Result inTurns(Restarts restarts, ChildJvm installed, AtomicInteger done) throws Exception {
        double[] ofInstalled = new double[rounds];
        double[] ofUntaught = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            int first = blocks + 2 + 2 * round;
            ofInstalled[round] = restarts.millis(installed, first);
            ofUntaught[round] = restarts.millis(jvm, first + 1);
            done.incrementAndGet();
        }
        return new Result(Spread.of(ofInstalled), Spread.of(ofUntaught));
    }

    private record Restarts(LocalBroker broker, Path state, FeedPublisher publisher) {
        /// From now to the first block applied by a worker that is started now.
        ///
        /// @param untilBlocks  it ends once there are as many
        double millis(ChildJvm jvm, int untilBlocks) throws Exception {
            publisher.publishUpTo(untilBlocks);
            Order order = Order.withoutQuestions(broker.bootstrapServers(), state, untilBlocks);
            long start = System.currentTimeMillis();
            String applied = jvm.lines(RestartMain.class.getName(), order).stream()
                    .filter(line -> line.startsWith(RestartMain.FIRST_APPLIED))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(applied.substring(RestartMain.FIRST_APPLIED.length())) - (double) start;
        }
    }
}
