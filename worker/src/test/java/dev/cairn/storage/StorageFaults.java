package dev.cairn.storage;

/// Faults as the storage throws them, for tests in which a disk fails.
public final class StorageFaults {
    private StorageFaults() {}

    public static StorageFault retryable(String message) {
        return new StorageFault.Retryable(message, null);
    }

    public static StorageFault corrupt(String message) {
        return new StorageFault.Corrupt(message, null);
    }

    public static StorageFault diskFull(String message) {
        return new StorageFault.DiskFull(message, null);
    }

    public static StorageFault diskFullThoughThereIsRoom(String message) {
        return new StorageFault.DiskFull(message, null).thoughThereIsRoom();
    }
}
