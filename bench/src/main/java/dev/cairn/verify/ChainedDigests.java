package dev.cairn.verify;

import com.google.protobuf.ByteString;
import dev.cairn.synthetic.Oracle;
import dev.cairn.synthetic.SyntheticChain;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The chained digests of a branch from its first block on, as docs/digests.md has them and computed from what the
/// oracle knows: none of the worker's code takes part. **Threading:** one thread.
public final class ChainedDigests {
    private final SyntheticChain chain;
    private final Oracle oracle;
    private byte[] newest = new byte[32];

    public ChainedDigests(SyntheticChain chain, Oracle oracle) {
        this.chain = chain;
        this.oracle = oracle;
    }

    /// That of the next block: the child of the one asked for before.
    public ByteString after(int block) {
        byte[] hash = chain.hash(block);
        MessageDigest sha256 = sha256();
        sha256.update(newest);
        sha256.update(
                ByteBuffer.allocate(Long.BYTES).putLong(chain.height(block)).array());
        sha256.update((byte) hash.length);
        sha256.update(hash);
        sha256.update(oracle.changesDigest(block).toByteArray());
        newest = sha256.digest();
        return ByteString.copyFrom(newest);
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one says it has not", e);
        }
    }
}
