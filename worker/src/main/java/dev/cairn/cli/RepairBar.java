package dev.cairn.cli;

import dev.cairn.metrics.Figures;
import dev.cairn.proof.RepairWatch;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/// Shows how far each step of a repair is. How many steps there will be nobody knows before they are done.
/// **Threading:** one thread repairs, another shows.
final class RepairBar extends SnapshotTeller implements RepairWatch {
    private final AtomicLong done = new AtomicLong();
    private volatile Step step = Step.NONE;

    RepairBar(Screen screen) {
        super(screen);
    }

    private record Step(String what, long total, LongFunction<String> amount) {
        static final Step NONE = new Step("", 0, Figures::count);
    }

    /// Does the work while a bar shows how far its step is.
    <T> T during(Supplier<T> repair) {
        return new Progress("repairing", () -> step.total, done::get, this::amount, true, () -> step.what)
                .during(screen, () -> {
                    T outcome = repair.get();
                    step = Step.NONE;
                    return outcome;
                });
    }

    private String amount(long number) {
        return step.amount.apply(number);
    }

    @Override
    public void says(String line) {
        screen.say(line);
    }

    @Override
    public void step(String what, long total) {
        begin(new Step(what, total, Figures::count));
    }

    @Override
    public void stepInBytes(String what, long bytesTotal) {
        begin(new Step(what, bytesTotal, Figures::bytes));
    }

    @Override
    public void begins(String snapshot, long bytesTotal) {
        stepInBytes("the snapshot " + snapshot, bytesTotal);
    }

    private void begin(Step next) {
        // So what was done of the last one is never shown as done of this one.
        step = Step.NONE;
        done.set(0);
        step = next;
    }

    @Override
    public void done(long doneOfStep) {
        done.set(doneOfStep);
    }

    @Override
    public void did(long bytes) {
        done.addAndGet(bytes);
    }
}
