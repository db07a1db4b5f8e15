package dev.cairn.simulation;

import dev.cairn.storage.Durability;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;

/// Random lives of a store. After every step each kind of read says what the model says.
///
/// A failure prints the shortest sequence of steps that was found, and the seed; `@Property(seed = "…")` replays it.
final class Lives {
    private Lives() {}

    static void live(ActionChain<StoreLife> life) {
        try {
            life.withInvariant("everything that can be read", StoreLife::check)
                    .run()
                    .finish();
        } finally {
            life.finalState().ifPresent(StoreLife::close);
        }
    }

    static final class InMemory implements ArbitrarySupplier<ActionChain<StoreLife>> {
        @Override
        public Arbitrary<ActionChain<StoreLife>> get() {
            return of(MemoryDatabase::begin, 40);
        }
    }

    static final class WithALog implements ArbitrarySupplier<ActionChain<StoreLife>> {
        @Override
        public Arbitrary<ActionChain<StoreLife>> get() {
            return of(() -> DiskDatabase.begin(DiskDatabase.Setup.exact(Durability.WAL)), 25);
        }
    }

    static final class WithoutALog implements ArbitrarySupplier<ActionChain<StoreLife>> {
        @Override
        public Arbitrary<ActionChain<StoreLife>> get() {
            return of(() -> DiskDatabase.begin(DiskDatabase.Setup.exact(Durability.KAFKA)), 25);
        }
    }

    static final class Busy implements ArbitrarySupplier<ActionChain<StoreLife>> {
        @Override
        public Arbitrary<ActionChain<StoreLife>> get() {
            return of(() -> DiskDatabase.begin(DiskDatabase.Setup.busy(Durability.KAFKA)), 60);
        }
    }

    private static Arbitrary<ActionChain<StoreLife>> of(Supplier<Database> databases, int stepsMax) {
        ActionChainArbitrary<StoreLife> lives =
                ActionChain.startWith(() -> new StoreLife(databases.get())).withMaxTransformations(stepsMax);
        for (var step : StoreActions.STEPS) {
            lives = lives.withAction(step.weight(), step.action());
        }
        for (var interruption : StoreActions.INTERRUPTIONS) {
            lives = lives.withAction(interruption.weight(), interruption.action());
        }
        return lives;
    }
}
