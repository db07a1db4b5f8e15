package dev.cairn.read;

import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StateReaderPropertyTest {
    @Property(tries = 150)
    void everyReadIsWhatTheModelSaysWithTheMemoryBackend(@ForAll long seed) {
        new StoreHistory(seed, StateReaderPropertyTest::inMemory).play(150, false);
    }

    private static Storage inMemory() {
        return Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0));
    }
}
