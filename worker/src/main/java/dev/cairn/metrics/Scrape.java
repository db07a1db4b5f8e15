package dev.cairn.metrics;

/// All series at one moment.
///
/// @param contentType  which of Prometheus's formats it is
public record Scrape(String contentType, String text) {}
