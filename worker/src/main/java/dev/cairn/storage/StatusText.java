package dev.cairn.storage;

import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Errors of RocksDB's C interface. They come as text only, which begins with the name of the status they were made
/// of; without the status nobody could tell damage from what passes.
final class StatusText {
    private static final Map<String, Status.Code> CODES = Map.of(
            "NotFound: ", Status.Code.NotFound,
            "Corruption: ", Status.Code.Corruption,
            "Not implemented: ", Status.Code.NotSupported,
            "Invalid argument: ", Status.Code.InvalidArgument,
            "IO error: ", Status.Code.IOError,
            "Shutdown in progress: ", Status.Code.ShutdownInProgress,
            "Resource busy: ", Status.Code.Busy,
            "Operation failed. Try again.: ", Status.Code.TryAgain);

    private StatusText() {}

    static RocksDBException exception(String text) {
        return CODES.entrySet().stream()
                .filter(code -> text.startsWith(code.getKey()))
                .map(code -> new RocksDBException(text, new Status(code.getValue(), Status.SubCode.None, text)))
                .findFirst()
                .orElseGet(() -> new RocksDBException(text));
    }
}
