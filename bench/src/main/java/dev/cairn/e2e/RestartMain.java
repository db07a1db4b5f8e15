package dev.cairn.e2e;

import dev.cairn.e2e.child.ChildMain;
import dev.cairn.e2e.child.Order;
import dev.cairn.flush.FlushReport;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.runtime.Worker;
import java.util.concurrent.CompletableFuture;

/// The main class of the worker whose start is measured. It says when the first new block is applied, as
/// milliseconds of the epoch, and dies without closing anything once the last one is on disk.
final class RestartMain {
    /// What its line begins with: the JVM may have something to say on its standard output too.
    static final String FIRST_APPLIED = "first block applied: ";

    private RestartMain() {}

    public static void main(String[] arguments) throws Exception {
        Order order = Order.of(arguments);
        ChildMain.endWithParent();
        CompletableFuture<Long> firstApplied = new CompletableFuture<>();
        CompletableFuture<Long> lastFlushed = new CompletableFuture<>();
        // Not closed: this process dies as in a crash, so that the next one has a log to recover.
        @SuppressWarnings("resource")
        Worker worker = BenchedWorker.of(order, new PipelineListener() {
            @Override
            public void applied(AppliedReport report) {
                firstApplied.complete(System.currentTimeMillis());
            }

            @Override
            public void flushed(FlushReport report) {
                if (report.toHeight() == order.blocks() - 1L) {
                    lastFlushed.complete(report.toHeight());
                }
            }
        });
        worker.start();
        System.out.println(FIRST_APPLIED + firstApplied.get());
        System.out.flush();
        var _ = lastFlushed.get();
        Runtime.getRuntime().halt(0);
    }
}
