package dev.cairn.thread;

import java.time.InstantSource;

/// The two clocks of a process, since none serves both ends.
///
/// @param forward    for what waits, and for how long something takes
/// @param timeOfDay  for what people read, and for what is compared with times that others have written down
public record Clocks(ForwardClock forward, InstantSource timeOfDay) {
    /// Those of this process.
    public static Clocks ofProcess() {
        return new Clocks(ForwardClock.fromNow(), InstantSource.system());
    }
}
