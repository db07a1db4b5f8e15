package dev.cairn.bench;

/// One of the things that are compared.
///
/// @param name     as it stands in reports
/// @param measure  measures once; gives a rate, or another figure that can be compared
public record Contender(String name, Measurement measure) {
    /// A single measurement of some seconds.
    @FunctionalInterface
    public interface Measurement {
        double rate() throws Exception;
    }
}
