package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;

/// The versions of a chain whose events carry the writes: version and write are the same number, and nothing is stored.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record WrittenVersions(StateWrites writes, int[] firstOfBlocks, KeyNumbers keys) implements Versions {

    WrittenVersions(SyntheticChain chain, StateWrites writes) {
        this(writes, chain.contents().firstWrites(), new ScatteredKeys(writes.keys()));
    }

    @Override
    public int keyNumber(int version) {
        return writes.keyNumber(version);
    }

    @Override
    public Optional<ByteString> value(int version) {
        return writes.isDelete(version)
                ? Optional.empty()
                : Optional.of(UnsafeByteOperations.unsafeWrap(writes.value(version)));
    }
}
