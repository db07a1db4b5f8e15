package dev.cairn.storage;

/// A database was not opened because it is not the one that was asked for, or somebody else has it, or it cannot be
/// where it is to be. Nothing was changed; trying again does not help, changing what the message names does.
@SuppressWarnings("serial")
public sealed class StorageRefusedException extends RuntimeException {
    StorageRefusedException(String message) {
        super(message);
    }

    /// It belongs to another cluster, topic or shard, or its state was made by another handler.
    public static final class OtherIdentity extends StorageRefusedException {
        public OtherIdentity(String message) {
            super(message);
        }
    }
}
