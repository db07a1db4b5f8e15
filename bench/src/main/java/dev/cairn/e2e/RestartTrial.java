package dev.cairn.e2e;

import dev.cairn.bench.Spread;
import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.Order;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.Pace;
import dev.cairn.store.ScratchFolder;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// How long a worker that crashed needs until it is at work again: from the start of its process to the first new block
/// applied, with as many keys as writes.
///
/// @param blocks  applied before the first crash
/// @param rounds  how many restarts
record RestartTrial(int blocks, int rounds) {

    /// In milliseconds.
    Spread run(Screen screen) throws Exception {
        try (LocalBroker broker = ChainTopics.startBroker(screen);
                ScratchFolder scratch = ScratchFolder.create();
                FeedPublisher publisher =
                        ChainTopics.publisher(broker, E2eLoad.growingChain(blocks + rounds), Pace.fullSpeed())) {
            ChainTopics.publish(publisher, blocks, screen);
            var _ = Progress.unmeasured("catching up").during(screen, () -> firstApplied(broker, scratch, blocks));
            AtomicInteger restarts = new AtomicInteger();
            return new Progress("restarting", rounds, restarts::get)
                    .during(screen, () -> restart(broker, scratch, publisher, restarts));
        }
    }

    private Spread restart(LocalBroker broker, ScratchFolder scratch, FeedPublisher publisher, AtomicInteger restarts)
            throws Exception {
        double[] millis = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            publisher.publishUpTo(blocks + round + 1);
            long start = System.currentTimeMillis();
            millis[round] = firstApplied(broker, scratch, blocks + round + 1) - start;
            restarts.incrementAndGet();
        }
        return Spread.of(millis);
    }

    private static long firstApplied(LocalBroker broker, ScratchFolder scratch, int untilBlocks) throws Exception {
        Order order = Order.withoutQuestions(broker.bootstrapServers(), scratch.path(), untilBlocks);
        List<String> lines = ChildJvm.ofBench(ChildJvm.WORKER_HEAP_MIB).lines(RestartMain.class.getName(), order);
        return Long.parseLong(lines.getLast());
    }
}
