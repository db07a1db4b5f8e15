package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// What a block does to a key: of all its writes to the key, the one that counts.
public sealed interface Change {

    ByteString key();

    record Put(ByteString key, ByteString value) implements Change {}

    /// The key need not have had a value.
    record Delete(ByteString key) implements Change {}

    static Change of(ByteString key, Optional<ByteString> value) {
        return value.<Change>map(put -> new Put(key, put)).orElseGet(() -> new Delete(key));
    }
}
