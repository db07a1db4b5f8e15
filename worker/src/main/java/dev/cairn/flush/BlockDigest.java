package dev.cairn.flush;

import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.mvcc.BlockLayer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digests of blocks, as docs/digests.md specifies them for every language.
///
/// A block's *changes digest* speaks of its changes alone, so a producer can compute it. Its *chained digest* takes in
/// the one before it, so two databases that agree on it agree on every change of every block up to there.
/// **Threading:** one thread.
public final class BlockDigest {
    /// What the first block of a chain is chained to.
    public static final Bytes BEFORE_THE_FIRST = Bytes.wrap(new byte[32]);

    private static final byte DELETE = 0;
    private static final byte PUT = 1;

    private final MessageDigest sha256 = sha256();
    private final ByteBuffer header = ByteBuffer.allocate(Long.BYTES + 1);

    /// Of the changes alone, in the order of their keys.
    ///
    /// @param entriesInKeyOrder  all entries of the layer
    public Bytes ofChanges(BlockLayer layer, int[] entriesInKeyOrder) {
        begin(entriesInKeyOrder.length);
        byte[] source = layer.source();
        for (int entry : entriesInKeyOrder) {
            if (layer.isDelete(entry)) {
                delete(source, layer.keyOffset(entry), layer.keyLength(entry));
            } else {
                put(source, layer.keyOffset(entry), layer.keyLength(entry));
                value(source, layer.valueOffset(entry), layer.valueLength(entry));
            }
        }
        return end();
    }

    /// For changes that come one by one, in the order of their keys: begins a block.
    public void begin(int changes) {
        sha256.reset();
        sha256.update(header.clear().putInt(changes).flip());
    }

    /// A key that gets a value, which has to come next.
    public void put(byte[] array, int keyOffset, int keyLength) {
        key(PUT, array, keyOffset, keyLength);
    }

    public void value(byte[] array, int valueOffset, int valueLength) {
        sha256.update(header.clear().putInt(valueLength).flip());
        sha256.update(array, valueOffset, valueLength);
    }

    public void delete(byte[] array, int keyOffset, int keyLength) {
        key(DELETE, array, keyOffset, keyLength);
    }

    /// Of the changes since the block was begun.
    public Bytes end() {
        return Bytes.wrap(sha256.digest());
    }

    private void key(byte kind, byte[] array, int keyOffset, int keyLength) {
        sha256.update(header.clear().put(kind).putInt(keyLength).flip());
        sha256.update(array, keyOffset, keyLength);
    }

    public Bytes chained(Bytes before, long height, BlockHash hash, Bytes changes) {
        sha256.update(before.toArray());
        sha256.update(
                header.clear().putLong(height).put((byte) hash.bytes().length()).flip());
        sha256.update(hash.bytes().toArray());
        sha256.update(changes.toArray());
        return Bytes.wrap(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one says it has not", e);
        }
    }
}
