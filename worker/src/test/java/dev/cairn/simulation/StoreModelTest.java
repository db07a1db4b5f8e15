package dev.cairn.simulation;

import dev.cairn.storage.Durability;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;

/// Random lives of the store; after every step each kind of read, at every retained height, says what the model says.
/// A failure prints the shortest sequence of steps that was found, and the seed; `@Property(seed = "…")` replays it.
class StoreModelTest {
    @Property
    void everyReadIsWhatTheModelSaysInMemory(@ForAll("livesInMemory") ActionChain<StoreLife> life) {
        live(life);
    }

    @Property(tries = 40)
    void everyReadIsWhatTheModelSaysOnDisk(@ForAll("livesOnAnyDisk") ActionChain<StoreLife> life) {
        live(life);
    }

    @Tag("slow")
    @Property(tries = 500)
    void everyReadIsWhatTheModelSaysWithALog(@ForAll("livesWithALog") ActionChain<StoreLife> life) {
        live(life);
    }

    @Tag("slow")
    @Property(tries = 500)
    void everyReadIsWhatTheModelSaysWithoutALog(@ForAll("livesWithoutALog") ActionChain<StoreLife> life) {
        live(life);
    }

    @Tag("slow")
    @Property(tries = 100)
    void everyReadIsWhatTheModelSaysWhileMemtablesAreFlushedAtAnyTime(
            @ForAll("busyLives") ActionChain<StoreLife> life) {
        live(life);
    }

    private static void live(ActionChain<StoreLife> life) {
        try {
            life.withInvariant("everything that can be read", StoreLife::check)
                    .run()
                    .finish();
        } finally {
            life.finalState().ifPresent(StoreLife::close);
        }
    }

    @Provide
    Arbitrary<ActionChain<StoreLife>> livesInMemory() {
        return lives(MemoryDatabase::begin, 30);
    }

    @Provide
    Arbitrary<ActionChain<StoreLife>> livesOnAnyDisk() {
        return Arbitraries.oneOf(livesWithALog(), livesWithoutALog(), busyLives());
    }

    @Provide
    Arbitrary<ActionChain<StoreLife>> livesWithALog() {
        return lives(onDisk(DiskDatabase.Setup.exact(Durability.WAL)), 25);
    }

    @Provide
    Arbitrary<ActionChain<StoreLife>> livesWithoutALog() {
        return lives(onDisk(DiskDatabase.Setup.exact(Durability.KAFKA)), 25);
    }

    @Provide
    Arbitrary<ActionChain<StoreLife>> busyLives() {
        return lives(onDisk(DiskDatabase.Setup.busy(Durability.KAFKA)), 60);
    }

    private static Supplier<Database> onDisk(DiskDatabase.Setup setup) {
        return () -> DiskDatabase.begin(setup);
    }

    private static Arbitrary<ActionChain<StoreLife>> lives(Supplier<Database> databases, int stepsMax) {
        ActionChainArbitrary<StoreLife> lives =
                ActionChain.startWith(() -> new StoreLife(databases.get())).withMaxTransformations(stepsMax);
        for (var step : StoreActions.STEPS) {
            lives = lives.withAction(step.get1(), step.get2());
        }
        for (var interruption : StoreActions.INTERRUPTIONS) {
            lives = lives.withAction(interruption.get1(), interruption.get2());
        }
        return lives;
    }
}
