package dev.cairn.storage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Turns what RocksDB says into what can be done about it; the one place that knows its codes.
final class Faults {
    private static final String SNAPSHOT = " Put the database aside and restore the newest good snapshot.";
    private static final String SPACE = " Make room on the disk; writing goes on by itself.";
    private static final String AGAIN = " It may pass: try again.";

    private Faults() {}

    static StorageFault of(String doing, RocksDBException cause) {
        Status status = cause.getStatus();
        String text = "%s failed: %s."
                .formatted(doing, String.valueOf(cause.getMessage()).strip());
        if (status == null) {
            return new StorageFault.Retryable(text + AGAIN, cause);
        }
        if (status.getSubCode() == Status.SubCode.NoSpace || says(cause, "no space left")) {
            return new StorageFault.DiskFull(text + SPACE, cause);
        }
        return switch (status.getCode()) {
            case Corruption -> new StorageFault.Corrupt(text + SNAPSHOT, cause);
            case IOError -> ioError(text, cause);
            case ShutdownInProgress -> new StorageFault.Closed(text);
            // A format or a request that RocksDB does not know is not cured by waiting.
            case NotSupported, InvalidArgument, NotFound -> new StorageFault.Corrupt(text + SNAPSHOT, cause);
            case Ok, MergeInProgress, Incomplete, TimedOut, Aborted, Busy, Expired, TryAgain, Undefined ->
                new StorageFault.Retryable(text + AGAIN, cause);
        };
    }

    /// A file that the manifest names and that is not there is damage, and no failure of the disk.
    private static StorageFault ioError(String text, RocksDBException cause) {
        if (says(cause, "no such file")) {
            return new StorageFault.Corrupt(text + SNAPSHOT, cause);
        }
        if (says(cause, "lock")) {
            return new StorageFault.Retryable(
                    text + " Another process has this database open: stop it, or give each its own directory.", cause);
        }
        return new StorageFault.Retryable(text + AGAIN, cause);
    }

    private static boolean says(RocksDBException cause, String words) {
        return contains(cause.getMessage(), words);
    }

    private static boolean contains(@Nullable String message, String words) {
        return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }
}
