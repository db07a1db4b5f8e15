package dev.cairn.cli;

import dev.cairn.client.AsOf;
import dev.cairn.client.HeightName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// As of which block the state is asked for.
final class PointOptions {
    @ArgGroup(exclusive = true)
    private @Nullable Point point;

    /// One of the two.
    static final class Point {
        @Option(
                names = "--height",
                paramLabel = "H",
                description = "As of the block of a height, or latest (if nothing is said) or finalized.")
        private @Nullable HeightName height;

        @Option(
                names = "--time",
                paramLabel = "TIME",
                description =
                        "As of the block that was valid at a time, as 2026-01-31T12:00:00Z or in milliseconds since 1970.")
        private @Nullable Instant time;
    }

    AsOf asOf() {
        if (point == null) {
            return AsOf.latest();
        }
        return point.time == null
                ? new AsOf.Height(point.height == null ? HeightName.LATEST : point.height)
                : new AsOf.Time(point.time);
    }
}
