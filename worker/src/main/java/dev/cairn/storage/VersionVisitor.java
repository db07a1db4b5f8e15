package dev.cairn.storage;

/// Is told of versions of the state, in the order of their keys.
@FunctionalInterface
public interface VersionVisitor {
    /// The next version.
    ///
    /// @param key     the first bytes of it are the key; it is used for the next one again
    /// @param height  that the version was written at
    void version(byte[] key, int keyLength, long height);
}
