package dev.cairn.e2e;

import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.Order;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.Pace;
import dev.cairn.store.ScratchFolder;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Screen;
import java.util.List;
import java.util.concurrent.FutureTask;

/// How long after being sent a block can be read, at 1,000 transactions a second in ten blocks a second. All records of
/// a block are sent in one go.
///
/// @param blocks  measured; some more come before
record TipTrial(int blocks) {
    private static final int BLOCKS_PER_SECOND = 10;
    private static final int TRANSACTIONS_PER_BLOCK = 100;
    private static final int KEYS = 1_000_000;

    /// In milliseconds, which is how exactly Kafka's timestamps tell.
    record Result(long median, long p99, long max) {
        static Result of(List<Long> delays) {
            List<Long> sorted = delays.stream().sorted().toList();
            return new Result(at(sorted, 0.5), at(sorted, 0.99), sorted.getLast());
        }

        /// The smallest delay that this share of all does not exceed.
        private static long at(List<Long> sorted, double share) {
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }
    }

    Result run(Screen screen) throws Exception {
        int all = TipMain.WARM_UP_BLOCKS + blocks;
        SyntheticChain chain = E2eLoad.chain(all, TRANSACTIONS_PER_BLOCK, KEYS);
        try (LocalBroker broker = ChainTopics.startBroker(screen);
                ScratchFolder scratch = ScratchFolder.create()) {
            Order order = Order.withoutQuestions(broker.bootstrapServers(), scratch.path(), all);
            FutureTask<List<String>> child = new FutureTask<>(
                    () -> ChildJvm.ofBench(ChildJvm.WORKER_HEAP_MIB).lines(TipMain.class.getName(), order));
            Thread.ofVirtual().name("worker-at-the-tip").start(child);
            try (FeedPublisher publisher =
                    ChainTopics.publisher(broker, chain, Pace.blocksPerSecond(BLOCKS_PER_SECOND))) {
                ChainTopics.publish(publisher, all, screen);
            }
            return Result.of(child.get().stream().map(Long::valueOf).toList());
        }
    }
}
