package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// Everything a chain writes, on all branches: numbered versions, block after block in the order of creation, inside a
/// block in the order in which they count. **Threading:** one thread.
interface Versions {

    /// One more number than there are blocks: a block's versions end where the next one's start.
    int[] firstOfBlocks();

    int keyNumber(int version);

    /// Nothing if the version is a delete.
    Optional<ByteString> value(int version);

    KeyNumbers keys();

    static Versions of(SyntheticChain chain) {
        return switch (chain.spec().payload()) {
            case Payload.Writes model -> new WrittenVersions(chain, new StateWrites(chain.spec(), model));
            case Payload.Ledger model -> new LedgerReplay(chain, model).versions();
        };
    }
}
