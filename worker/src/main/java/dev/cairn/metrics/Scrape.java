package dev.cairn.metrics;

/// All series at one moment.
///
/// @param contentType  which of Prometheus's formats it is
public record Scrape(String contentType, String text) {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    /// What to answer a scraper in that sends this `Accept` header: OpenMetrics if it asks for it, else the text format
    /// that everything understands.
    static String contentTypeFor(String accept) {
        return accept.contains(OPEN_METRICS)
                ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
    }
}
