package dev.cairn.e2e.child;

import dev.cairn.model.Bytes;
import java.util.Optional;

/// A contender inside its process. **Threading:** one thread calls it.
public interface CatchingUp extends AutoCloseable {
    /// Takes in all blocks of the order, and tells how long that took by a [CatchUpClock].
    RunReport catchUp() throws Exception;

    /// The value of a key right after the block of this height; whoever keeps only the latest values is asked for no
    /// other height than the last.
    Optional<Bytes> valueAt(Bytes key, long height) throws Exception;

    @Override
    void close();
}
