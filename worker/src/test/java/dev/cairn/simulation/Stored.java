package dev.cairn.simulation;

import dev.cairn.storage.Storage;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What the disk holds after one write.
///
/// @param chain            up to the committed block
/// @param first            the height that history began at; empty if the first write left something out
/// @param floor            the earliest height that can be read
/// @param finalizedHeight  what was known to be final
/// @param write            writes the same once more, on what was there before
record Stored(ModelChain chain, OptionalLong first, long floor, long finalizedHeight, Consumer<Storage> write) {
    static final Stored NOTHING = new Stored(ModelChain.EMPTY, OptionalLong.empty(), 0, -1, _ -> {});

    /// After a flush.
    Stored flushed(ModelChain longer, OptionalLong newFloor, long nowFinal, Consumer<Storage> flush) {
        boolean begins = chain.isEmpty();
        boolean leavesSomethingOut = newFloor.orElse(0) > longer.first();
        return new Stored(
                longer,
                begins && !leavesSomethingOut ? OptionalLong.of(longer.first()) : first,
                newFloor.orElse(begins ? longer.first() : floor),
                nowFinal,
                flush);
    }

    Stored withFloor(long newFloor, Consumer<Storage> prune) {
        return new Stored(chain, first, newFloor, finalizedHeight, prune);
    }

    Stored rewoundTo(long height, Consumer<Storage> rewind) {
        return new Stored(chain.upTo(height), first, floor, height, rewind);
    }

    /// -1 if nothing is stored.
    long height() {
        return chain.tip();
    }

    @Override
    public String toString() {
        return floor + " to " + height();
    }
}
