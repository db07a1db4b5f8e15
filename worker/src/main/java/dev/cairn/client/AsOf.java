package dev.cairn.client;

import java.time.Instant;

/// As of which block the state is asked for.
public sealed interface AsOf {
    /// The block of a height, on the branch that is visible then.
    record Height(HeightName height) implements AsOf {}

    /// The block that was valid at a time, by the chain's own clock.
    record Time(Instant time) implements AsOf {}

    static AsOf latest() {
        return new Height(HeightName.LATEST);
    }
}
