package dev.cairn.e2e;

import dev.cairn.e2e.child.CatchUpClock;
import dev.cairn.e2e.child.CatchingUp;
import dev.cairn.e2e.child.ChildMain;
import dev.cairn.e2e.child.Order;
import dev.cairn.e2e.child.RunReport;
import dev.cairn.fault.Halt;
import dev.cairn.flush.FlushReport;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.runtime.Worker;
import dev.cairn.source.SourceBatch;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The worker, and the main class of its child: all of history, exactly once, every round synced. It has caught up when
/// the last block is durable, and with it the offsets to go on from.
final class CairnCatchUp implements CatchingUp {
    private final Order order;
    private final CatchUpClock clock = new CatchUpClock();
    private final CompletableFuture<RunReport> caughtUp = new CompletableFuture<>();
    private final Worker worker;

    private CairnCatchUp(Order order) {
        this.order = order;
        worker = BenchedWorker.of(order, new Timekeeper());
    }

    public static void main(String[] arguments) {
        ChildMain.run(arguments, CairnCatchUp::new);
    }

    @Override
    public RunReport catchUp() throws Exception {
        worker.start();
        return caughtUp.get();
    }

    @Override
    public Optional<Bytes> valueAt(Bytes key, long height) {
        Answer<Optional<StateValue>> answer = Objects.requireNonNull(
                        worker.shards().get(0))
                .reader()
                .get(new StateKey(key), new HeightSelector.At(new BlockHeight(height)));
        return switch (answer) {
            case Answer.Known(var _, var value) -> value.map(StateValue::bytes);
            case Answer.Pruned<?> _, Answer.NotYetApplied<?> _ ->
                throw new IllegalStateException("expected every height to be kept and reached, but got " + answer);
        };
    }

    @Override
    public void close() {
        worker.close();
    }

    private final class Timekeeper implements PipelineListener {
        @Override
        public void polled(SourceBatch batch) {
            if (!batch.records().isEmpty()) {
                clock.recordsPolled();
            }
        }

        @Override
        public void flushed(FlushReport report) {
            if (report.toHeight() == order.blocks() - 1L) {
                caughtUp.complete(clock.caughtUp(E2eLoad.writes(order.blocks())));
            }
        }

        @Override
        public void halted(Halt halt) {
            caughtUp.completeExceptionally(
                    new IllegalStateException("expected the worker to catch up, but it halted: " + halt));
        }
    }
}
