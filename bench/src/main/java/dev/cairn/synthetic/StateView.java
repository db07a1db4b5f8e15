package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import java.util.Iterator;
import java.util.Optional;

/// The whole state after a block, on that block's branch: every key that has a value, in the order of keys as unsigned
/// bytes.
public final class StateView implements Iterable<StateView.Entry> {
    private final Oracle oracle;
    private final int block;

    StateView(Oracle oracle, int block) {
        this.oracle = oracle;
        this.block = block;
    }

    /// A key and its value, which may be empty; that is not the same as having none.
    public record Entry(ByteString key, ByteString value) {}

    public int block() {
        return block;
    }

    /// Nothing if the key has no value here.
    public Optional<ByteString> value(ByteString key) {
        return oracle.valueOf(key, block);
    }

    @Override
    public Iterator<Entry> iterator() {
        return oracle.entries(block).iterator();
    }
}
