package dev.cairn.metrics;

import dev.cairn.flush.FlushReport;
import java.time.Instant;
import java.util.Optional;

/// What flushes did since the worker began.
///
/// @param writes  versions of keys written
/// @param bytes   of keys and values written
public record FlushTotals(long count, long writes, long bytes, Optional<Last> last) {
    static final FlushTotals NONE = new FlushTotals(0, 0, 0, Optional.empty());

    /// The newest flush.
    public record Last(FlushReport report, Instant at) {}

    FlushTotals with(FlushReport report, Instant at) {
        return new FlushTotals(
                count + 1, writes + report.entriesWritten(), bytes + report.bytes(), Optional.of(new Last(report, at)));
    }
}
