package dev.cairn.simulation;

import dev.cairn.storage.Storage;
import java.util.Optional;
import java.util.function.Supplier;

/// An open storage, and what a crash does to it.
public interface Database extends AutoCloseable {
    Storage storage();

    /// Whether each commit lasts, or only what was flushed.
    boolean everyCommitLasts();

    /// Whether memtables are flushed only when they are told to be, so it is known what a crash leaves.
    boolean flushesOnlyWhenTold();

    /// What the next process finds if this one dies now; this one is closed afterwards.
    Database crash();

    /// What the next process finds if this one closes it.
    Database reopen();

    /// A consistent copy, which can be opened any number of times; empty if this backend cannot make one.
    Optional<Supplier<Database>> checkpoint();

    /// Closes it, and throws away everything that was ever made from it.
    @Override
    void close();
}
