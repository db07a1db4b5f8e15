package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.RawRows;
import java.util.function.Supplier;
import net.jqwik.api.state.Transformer;

/// Two stores that live the same life, but one of them crashes after every step.
final class Twins implements AutoCloseable {
    private final StoreLife steady;
    private final StoreLife crashing;

    Twins(Supplier<Database> databases) {
        steady = new StoreLife(databases.get());
        crashing = new StoreLife(databases.get());
    }

    /// What happens to both.
    static Transformer<Twins> step(Transformer<StoreLife> ofOne) {
        return Transformer.mutate(ofOne.transformation(), twins -> {
            var _ = ofOne.apply(twins.steady);
            var _ = ofOne.apply(twins.crashing);
            twins.crashing.interruptions().crashAndWriteAgain();
        });
    }

    void check() {
        crashing.check();
        assertThat(RawRows.of(crashing.running().storage()))
                .as("all rows of the store that crashed after every step, compared with the one that never did")
                .isEqualTo(RawRows.of(steady.running().storage()));
    }

    @Override
    public void close() {
        steady.close();
        crashing.close();
    }

    @Override
    public String toString() {
        return crashing.toString();
    }
}
