package dev.cairn.simulation;

import dev.cairn.mvcc.MvccConfig;
import java.time.Duration;

/// How a life of the store begins.
///
/// @param firstHeight   of the chain's first block
/// @param keptVersions  of a key, in the cache
/// @param cacheBytes    for versions that are on disk already
record Beginning(long firstHeight, int keptVersions, long cacheBytes) {
    static final Duration VERSION_TTL = Duration.ofSeconds(30);

    @Override
    public String toString() {
        return "begin at height " + firstHeight + ", with " + keptVersions + " versions of a key kept in " + cacheBytes
                + " bytes of cache";
    }

    MvccConfig memory() {
        return new MvccConfig(keptVersions, cacheBytes, VERSION_TTL);
    }
}
