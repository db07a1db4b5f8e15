package dev.cairn.proof;

import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;

/// Whose digests can be compared: a database at rest, or a worker.
public interface DigestSource extends AutoCloseable {
    /// For messages.
    String name();

    /// The lowest height that a digest is known of; above [#newestHeight()] if there is none.
    long earliestHeight();

    /// The highest height that a digest is known of.
    long newestHeight();

    /// Of a height between the two.
    ChainedDigest at(long height);

    @Override
    void close();

    /// A block with its chained digest.
    record ChainedDigest(BlockRef block, Bytes digest) {}
}
