package dev.cairn.model;

/// A block's identity: 1 to 64 bytes.
///
/// It has an order so that a hash map finds its way among keys whose hash codes collide, by chance or by intent.
public record BlockHash(Bytes bytes) implements Comparable<BlockHash> {
    public static final int MAX_LENGTH = 64;

    public BlockHash {
        if (!isValidLength(bytes.length())) {
            throw new IllegalArgumentException(
                    "expected a block hash of 1 to " + MAX_LENGTH + " bytes, but got " + bytes.length());
        }
    }

    public static boolean isValidLength(int length) {
        return length >= 1 && length <= MAX_LENGTH;
    }

    @Override
    public int compareTo(BlockHash other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toHex();
    }
}
