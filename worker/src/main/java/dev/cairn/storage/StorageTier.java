package dev.cairn.storage;

import java.nio.file.Path;

/// A place for files of the state. Young levels go to the first tier, older ones to the next once it is full.
///
/// @param bytesMax  how much may lie here; the last tier takes what is left
public record StorageTier(Path directory, long bytesMax) {
    public StorageTier {
        if (bytesMax <= 0) {
            throw new IllegalArgumentException("storage.rocksdb.tiers: expected more than 0 bytes for " + directory
                    + ", but got " + bytesMax + "; give the size of the disk less some room to work");
        }
    }
}
