package dev.cairn.soak;

import dev.cairn.metrics.Figures;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// What readers were told, and what of it the oracle would have said otherwise. **Threading:** any thread.
final class Answers {
    /// What is wrong once is often wrong everywhere.
    private static final int DESCRIBED_MAX = 20;

    private final AtomicLong values = new AtomicLong();
    private final AtomicLong scans = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final ConcurrentLinkedQueue<String> described = new ConcurrentLinkedQueue<>();

    void value() {
        var _ = values.incrementAndGet();
    }

    void scan() {
        var _ = scans.incrementAndGet();
    }

    void event() {
        var _ = events.incrementAndGet();
    }

    /// There was none: the height was pruned or is not there yet, or the worker was being opened.
    void refused() {
        var _ = refused.incrementAndGet();
    }

    void wrong(String how) {
        if (wrong.incrementAndGet() <= DESCRIBED_MAX) {
            var _ = described.add(how);
        }
    }

    boolean anyWrong() {
        return wrong.get() > 0;
    }

    /// Why the run has failed, as far as it is about answers.
    List<String> problems() {
        if (anyWrong()) {
            return List.copyOf(described);
        }
        return values.get() > 0 && scans.get() > 0 && events.get() > 0
                ? List.of()
                : List.of("expected values, scans and events to compare, but got: " + inWords());
    }

    String inWords() {
        return "%s values, %s scans of all keys and %s events of streams compared with the oracle, %s of them wrong; %s questions without an answer (pruned, not yet applied, or the worker was being opened)"
                .formatted(
                        Figures.count(values.get()),
                        Figures.count(scans.get()),
                        Figures.count(events.get()),
                        Figures.count(wrong.get()),
                        Figures.count(refused.get()));
    }
}
