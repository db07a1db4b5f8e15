package dev.cairn.client;

import dev.cairn.model.Bytes;
import java.util.Optional;

/// Which keys are asked for.
public sealed interface KeySpan {
    /// Those that begin with these bytes; with none, all keys.
    record Prefix(Bytes prefix) implements KeySpan {}

    /// Those from one to another.
    ///
    /// @param from         included; with no bytes, from the first key on
    /// @param toExclusive  not included; empty for all that follow
    record Between(Bytes from, Optional<Bytes> toExclusive) implements KeySpan {}

    static KeySpan all() {
        return new Prefix(Bytes.EMPTY);
    }
}
