package dev.cairn.selftest;

import dev.cairn.metrics.Figures;
import java.time.Duration;

/// @param beforeKill    during the life that this kill ended
/// @param atSinceBegin  when, since the test began
/// @param killed        by SIGKILL, or else as operators stop it
/// @param took          until it answered again
record BrokerRestart(int beforeKill, Duration atSinceBegin, boolean killed, Duration took) {
    String line() {
        return "in life %-4d after %-10s %s, back in %s"
                .formatted(
                        beforeKill,
                        Figures.duration(atSinceBegin),
                        killed ? "killed (SIGKILL)" : "stopped (SIGTERM)",
                        Figures.duration(took));
    }
}
