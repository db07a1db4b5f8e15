package dev.cairn.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Turns what RocksDB says into what can be done about it; the one place that knows its codes.
final class Faults {
    private static final String SETTINGS =
            " The files are left as they are: check the settings of storage.rocksdb, and that this release fits the one"
                    + " that wrote them.";
    private static final String IN_USE =
            " Another process has this database open: stop it, or give each its own directory.";
    private static final String LOST_FLOOR = " What is stored is older than what was pruned: the log has lost its end.";
    private static final String BUG =
            " RocksDB takes the call itself for wrong, so neither waiting nor a snapshot helps. Please report it.";

    private Faults() {}

    /// What is said while reading and writing an open database. Only damage is called corrupt: what is corrupt is put
    /// aside, which a good database must not suffer for a mistake in a call.
    static RuntimeException of(String doing, RocksDBException cause) {
        String text = text(doing, cause);
        return isRefusal(cause) ? new IllegalStateException(text + BUG, cause) : fault(text, cause);
    }

    /// What is said while a database is opened, with settings that may not fit it.
    static RuntimeException ofOpening(String doing, RocksDBException cause) {
        String text = text(doing, cause);
        if (isInUse(cause)) {
            return new StorageRefusedException(text + IN_USE);
        }
        return isRefusal(cause) ? new StorageRefusedException(text + SETTINGS) : fault(text, cause);
    }

    /// What is said when the horizon is raised to the floor that was found. The horizon is durable only after its
    /// floor; if it is above, the log has lost rounds, and the state has lost the heights between.
    static RuntimeException ofStoredFloor(String doing, RocksDBException cause) {
        String text = text(doing, cause);
        return isRefusal(cause) ? new StorageFault.Corrupt(text + LOST_FLOOR, cause) : fault(text, cause);
    }

    /// What is said while files are copied to somewhere else. A file that is missing there is no damage here.
    static RuntimeException ofCopying(String doing, RocksDBException cause) {
        RuntimeException fault = of(doing, cause);
        Status status = cause.getStatus();
        return fault instanceof StorageFault.Corrupt && status != null && status.getCode() == Status.Code.IOError
                ? new StorageFault.Retryable(text(doing, cause), cause)
                : fault;
    }

    /// The same where we copy ourselves. Whoever is interrupted over it wanted to end.
    static StorageFault ofCopying(String doing, IOException cause) {
        String text = doing + " failed: " + cause + ".";
        return switch (cause) {
            case ClosedByInterruptException _ -> new StorageFault.Closed(text);
            default ->
                saysNoSpace(cause.getMessage())
                        ? new StorageFault.DiskFull(text, cause)
                        : new StorageFault.Retryable(text, cause);
        };
    }

    private static String text(String doing, RocksDBException cause) {
        String said = String.valueOf(cause.getMessage()).strip();
        return doing + " failed: " + said + (said.endsWith(".") ? "" : ".");
    }

    private static boolean isRefusal(RocksDBException cause) {
        Status status = cause.getStatus();
        return status != null
                && switch (status.getCode()) {
                    case NotSupported, InvalidArgument, NotFound -> true;
                    default -> false;
                };
    }

    private static StorageFault fault(String text, RocksDBException cause) {
        Status status = cause.getStatus();
        if (saysNoSpace(cause.getMessage()) || (status != null && status.getSubCode() == Status.SubCode.NoSpace)) {
            return new StorageFault.DiskFull(text, cause);
        }
        if (status == null) {
            return new StorageFault.Retryable(text, cause);
        }
        return switch (status.getCode()) {
            case Corruption -> new StorageFault.Corrupt(text, cause);
            case IOError -> ioError(text, cause);
            // A compaction that closing has cut off is incomplete.
            case ShutdownInProgress, Incomplete -> new StorageFault.Closed(text);
            default -> new StorageFault.Retryable(text, cause);
        };
    }

    /// A file that the manifest names and that is not there is damage, and no failure of the disk.
    private static StorageFault ioError(String text, RocksDBException cause) {
        return says(cause, "no such file")
                ? new StorageFault.Corrupt(text, cause)
                : new StorageFault.Retryable(text, cause);
    }

    /// It would open once the other one has ended, but it takes somebody to end it.
    private static boolean isInUse(RocksDBException cause) {
        return says(cause, "while lock file") || says(cause, "lock hold by");
    }

    private static boolean saysNoSpace(@Nullable String message) {
        return says(message, "no space left");
    }

    private static boolean says(RocksDBException cause, String words) {
        return says(cause.getMessage(), words);
    }

    private static boolean says(@Nullable String message, String words) {
        return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }
}
