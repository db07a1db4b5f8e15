package dev.cairn.simulation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.state.ActionChain;

/// Every read is what the model says, whatever happened; see [Lives] for how to replay a failure.
class StoreModelTest {
    @Property
    void everyReadIsWhatTheModelSaysInMemory(@ForAll(supplier = Lives.InMemory.class) ActionChain<StoreLife> life) {
        Lives.live(life);
    }

    @Property(tries = 25)
    void everyReadIsWhatTheModelSaysOnDiskWithALog(
            @ForAll(supplier = Lives.WithALog.class) ActionChain<StoreLife> life) {
        Lives.live(life);
    }

    @Property(tries = 25)
    void everyReadIsWhatTheModelSaysOnDiskWithoutALog(
            @ForAll(supplier = Lives.WithoutALog.class) ActionChain<StoreLife> life) {
        Lives.live(life);
    }
}
