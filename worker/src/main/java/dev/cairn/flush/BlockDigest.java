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
        sha256.update(header.clear().putInt(entriesInKeyOrder.length).flip());
        for (int entry : entriesInKeyOrder) {
            boolean delete = layer.isDelete(entry);
            sha256.update(header.clear()
                    .put(delete ? DELETE : PUT)
                    .putInt(layer.keyLength(entry))
                    .flip());
            sha256.update(layer.source(), layer.keyOffset(entry), layer.keyLength(entry));
            if (!delete) {
                sha256.update(header.clear().putInt(layer.valueLength(entry)).flip());
                sha256.update(layer.source(), layer.valueOffset(entry), layer.valueLength(entry));
            }
        }
        return Bytes.wrap(sha256.digest());
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
