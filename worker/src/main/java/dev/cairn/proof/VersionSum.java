package dev.cairn.proof;

/// A number that stands for a set of versions, in whatever order they come: two sets with the same number
/// are the same, but for one accident in 2^64. It spares sorting hundreds of millions of keys by height.
final class VersionSum {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long sum;
    private long count;

    void add(byte[] key, int keyLength, long height) {
        long hash = mixed(OFFSET ^ height);
        for (int i = 0; i < keyLength; i++) {
            hash = (hash ^ (key[i] & 0xff)) * PRIME;
        }
        sum += mixed(hash ^ keyLength);
        count++;
    }

    void add(VersionSum others) {
        sum += others.sum;
        count += others.count;
    }

    long count() {
        return count;
    }

    boolean same(VersionSum other) {
        return sum == other.sum && count == other.count;
    }

    /// Each bit of the result hangs on each bit of the number.
    private static long mixed(long number) {
        long hash = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
