package dev.cairn.e2e;

import dev.cairn.e2e.child.ChildMain;
import dev.cairn.e2e.child.Order;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.runtime.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The main class of the worker whose delay is measured: from the publishing of the last record that a block needs, by
/// the producer's clock, to the block being readable. It says a line for each block but the first ones, in which code
/// is still being compiled.
final class TipMain {
    /// Ten seconds' worth.
    static final int WARM_UP_BLOCKS = 100;

    private TipMain() {}

    public static void main(String[] arguments) throws Exception {
        Order order = Order.of(arguments);
        ChildMain.endWithParent();
        CompletableFuture<List<Long>> delays = new CompletableFuture<>();
        try (Worker worker = BenchedWorker.of(order, new Stopwatch(order.blocks(), delays))) {
            worker.start();
            delays.get().forEach(System.out::println);
        }
        System.exit(0);
    }

    /// **Threading:** told by the `apply` thread only.
    private static final class Stopwatch implements PipelineListener {
        private final int blocks;
        private final CompletableFuture<List<Long>> result;
        private final List<Long> delays = new ArrayList<>();

        Stopwatch(int blocks, CompletableFuture<List<Long>> result) {
            this.blocks = blocks;
            this.result = result;
        }

        @Override
        public void applied(AppliedReport report) {
            long delayMs = System.currentTimeMillis() - report.publishedMs();
            long height = report.block().height().value();
            if (height >= WARM_UP_BLOCKS) {
                delays.add(delayMs);
            }
            if (height == blocks - 1L) {
                result.complete(delays);
            }
        }
    }
}
