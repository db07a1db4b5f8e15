package dev.cairn.transfer;

/// Is told how far an export is.
@FunctionalInterface
public interface ExportWatch {
    /// After each entry.
    ///
    /// @param entries  so far
    /// @param array    has its key, until the next one
    void wrote(long entries, byte[] array, int keyOffset, int keyLength);
}
