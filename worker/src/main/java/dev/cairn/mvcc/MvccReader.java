package dev.cairn.mvcc;

/// The readers' face of the memory. **Threading:** any thread.
public interface MvccReader {
    /// Memory as it is now: whole blocks of one branch. A view stays what it is, whatever is applied, dropped or let
    /// go afterwards, except that what has become durable may be gone from it; so a reader takes its view first and
    /// looks at the disk second.
    MvccView view();

    /// Keeps reads of memory and disk together apart from rewinds of both.
    RewindGuard rewinds();
}
