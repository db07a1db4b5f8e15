package dev.cairn.metrics;

/// How a series behaves.
enum MetricKind {
    /// Goes up and down.
    GAUGE,
    /// Only rises, and begins at 0 with the process.
    COUNTER,
    /// Counts times by how long they are; in seconds.
    DURATIONS,
    /// Counts things by how large they are.
    SIZES;

    /// As Prometheus calls it.
    String prometheusType() {
        return switch (this) {
            case GAUGE -> "gauge";
            case COUNTER -> "counter";
            case DURATIONS, SIZES -> "histogram";
        };
    }
}
