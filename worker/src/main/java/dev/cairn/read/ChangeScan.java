package dev.cairn.read;

/// Walks changed keys in ascending order, with their values before and after. It stands before the first change
/// until [#next()] is called, and has to be closed.
///
/// What it shows was fixed when it was opened: later blocks, reorgs, rewinds and pruning do not concern it. To go
/// on later, ask again for what is left of the range behind the last key ([dev.cairn.model.KeyRange#after]), at
/// the same heights, and compare the hash in [Answer.Known#at()]. **Threading:** one thread.
public interface ChangeScan extends AutoCloseable {
    /// Goes to the next change; false when there is none.
    boolean next();

    /// The change it stands at.
    KeyChange change();

    @Override
    void close();
}
