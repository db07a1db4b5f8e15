package dev.cairn.storage;

/// A write that makes an older height the last one, prepared and not done yet.
public interface RewindWrite {
    /// Does it, as one. What it throws, a [StorageFault] or not, means that nothing has changed.
    RewindReport commit();
}
