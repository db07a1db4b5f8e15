package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// The changes digests of a chain's blocks, written down from docs/digests.md as a producer in any language would. It
/// shares no code with the worker's own, so that each checks the other.
///
/// A ledger's changes are known only once its instructions are run, so such a chain is run when this is made.
/// **Threading:** one thread.
final class ChangesDigests {
    private static final int DELETE = 0;
    private static final int PUT = 1;

    private final BlockChanges changes;

    ChangesDigests(SyntheticChain chain) {
        changes = new BlockChanges(Versions.of(chain));
    }

    byte[] of(int block) {
        return digest(changes.of(block));
    }

    static byte[] digest(List<Change> inKeyOrder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(inKeyOrder.size());
            for (Change change : inKeyOrder) {
                write(change, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected memory to take bytes", e);
        }
        return sha256(bytes.toByteArray());
    }

    private static void write(Change change, DataOutputStream out) throws IOException {
        switch (change) {
            case Change.Put(var key, var value) -> {
                out.writeByte(PUT);
                writeSized(key, out);
                writeSized(value, out);
            }
            case Change.Delete(var key) -> {
                out.writeByte(DELETE);
                writeSized(key, out);
            }
        }
    }

    private static void writeSized(ByteString bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one says it has not", e);
        }
    }
}
