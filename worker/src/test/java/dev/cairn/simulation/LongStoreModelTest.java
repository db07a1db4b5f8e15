package dev.cairn.simulation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.state.ActionChain;

/// As [StoreModelTest], on disk and many times; opening databases takes most of its time.
@Tag("slow")
class LongStoreModelTest {
    @Property(tries = 400)
    void everyReadIsWhatTheModelSaysOnDiskWithALog(
            @ForAll(supplier = Lives.WithALog.class) ActionChain<StoreLife> life) {
        Lives.live(life);
    }

    @Property(tries = 400)
    void everyReadIsWhatTheModelSaysOnDiskWithoutALog(
            @ForAll(supplier = Lives.WithoutALog.class) ActionChain<StoreLife> life) {
        Lives.live(life);
    }

    @Property(tries = 100)
    void everyReadIsWhatTheModelSaysWhileMemtablesAreFlushedAtAnyTime(
            @ForAll(supplier = Lives.Busy.class) ActionChain<StoreLife> life) {
        Lives.live(life);
    }
}
