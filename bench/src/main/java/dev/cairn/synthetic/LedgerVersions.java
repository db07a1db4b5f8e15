package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;

/// The versions of a ledger chain: amounts by version, as [LedgerReplay] found them.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LedgerVersions(int[] keyNumbers, long[] amounts, int[] firstOfBlocks, KeyNumbers keys) implements Versions {

    @Override
    public int keyNumber(int version) {
        return keyNumbers[version];
    }

    /// A balance or supply of 0 is no entry.
    @Override
    public Optional<ByteString> value(int version) {
        long amount = amounts[version];
        if (amount == 0) {
            return Optional.empty();
        }
        byte[] value = new byte[Long.BYTES];
        Noise.putHead(amount, value, 0, value.length);
        return Optional.of(UnsafeByteOperations.unsafeWrap(value));
    }
}
