package dev.cairn.mvcc;

import java.time.Duration;

/// What memory keeps of blocks that are on disk already.
///
/// @param keepRecentVersions  how many versions of a key a read passes in memory before it leaves older ones to the
///                            disk, once they are there; more answer reads of the recent past from memory, and make
///                            reads of the farther past walk longer chains in vain
/// @param cacheBytesMax       memory for versions that are on disk already; 0 keeps none
/// @param versionTtl          how long a version stays in that cache at most; a chain that stands still then gives its
///                            memory back
public record MvccConfig(int keepRecentVersions, long cacheBytesMax, Duration versionTtl) {
    public MvccConfig {
        if (keepRecentVersions < 1) {
            throw new IllegalArgumentException("mvcc.keep-recent-versions is " + keepRecentVersions
                    + ", but it has to be at least 1; to keep nothing set mvcc.cache-bytes-max to 0");
        }
        if (cacheBytesMax < 0) {
            throw new IllegalArgumentException(
                    "mvcc.cache-bytes-max is " + cacheBytesMax + ", but it cannot be negative; 0 keeps nothing");
        }
        if (!versionTtl.isPositive()) {
            throw new IllegalArgumentException(
                    "mvcc.version-ttl is " + versionTtl + ", but it has to be longer than zero; 10m is a good start");
        }
    }

    public static MvccConfig standard() {
        return new MvccConfig(4, 128L << 20, Duration.ofMinutes(10));
    }
}
