package dev.cairn.metrics;

/// How series are written for those who scrape them.
public enum SeriesFormat {
    /// Prometheus's own, which everything understands.
    TEXT("text/plain", "0.0.4"),
    OPEN_METRICS("application/openmetrics-text", "1.0.0");

    private final String mediaType;
    private final String version;

    SeriesFormat(String mediaType, String version) {
        this.mediaType = mediaType;
        this.version = version;
    }

    /// As scrapers ask for it.
    public String mediaType() {
        return mediaType;
    }

    /// As it is answered.
    String contentType() {
        return mediaType + "; version=" + version + "; charset=utf-8";
    }
}
