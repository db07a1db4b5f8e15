package dev.cairn.read;

import dev.cairn.storage.StorageFault;

/// The disk can be read no more: the worker is being stopped. Nobody has to look into it, and whoever asked may ask
/// again once it runs.
public final class ReadsEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReadsEndedException(StorageFault.Closed cause) {
        super("the disk can be read no more, since the storage is closed", cause);
    }
}
