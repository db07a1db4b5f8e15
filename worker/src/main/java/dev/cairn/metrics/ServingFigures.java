package dev.cairn.metrics;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// What is asked over HTTP. **Threading:** any.
///
/// @param connections  open now
/// @param streams      of blocks, open now
/// @param scans        lists that are being read now
/// @param answerBytes  of answers that wait to be read by their clients
/// @param requests     since the start, by what came of them
public record ServingFigures(
        IntSupplier connections,
        IntSupplier streams,
        IntSupplier scans,
        IntSupplier answerBytes,
        Map<String, LongSupplier> requests) {
    public ServingFigures {
        requests = Map.copyOf(requests);
    }
}
