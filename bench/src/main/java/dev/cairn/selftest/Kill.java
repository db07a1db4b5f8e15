package dev.cairn.selftest;

import dev.cairn.metrics.Figures;
import java.time.Duration;
import java.util.Optional;

/// A worker's violent end.
///
/// @param moment       what it was to be at
/// @param atSinceBegin when, since the test began
/// @param lived        how long, since its process was started
/// @param lastSeen     what it said of itself last; empty if it did not come to that
record Kill(int number, KillMoment moment, Duration atSinceBegin, Duration lived, Optional<WorkerHeights> lastSeen) {
    String line() {
        return "%4d  after %-10s lived %-8s %-42s %s"
                .formatted(
                        number,
                        Figures.duration(atSinceBegin),
                        Figures.duration(lived),
                        moment,
                        lastSeen.map(WorkerHeights::toString).orElse("had not answered yet"));
    }
}
