package dev.cairn.mvcc;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MvccStorePropertyTest {
    /// What memory says is right, and it says nothing only of what the disk has.
    @Property
    void memoryShowsEveryVersionThatIsNotOnDisk(@ForAll long seed) {
        RandomHistory.play(seed);
    }
}
