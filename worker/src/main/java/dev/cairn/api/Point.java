package dev.cairn.api;

import dev.cairn.http.Digits;
import dev.cairn.model.BlockRef;
import dev.cairn.read.HeightSelector;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// As of which block a question is asked, and how long its answer may wait for that block.
///
/// @param patience  none unless it is asked for
/// @param pinned    the very block that it has to be, where a list goes on
record Point(HeightSelector selector, Duration patience, Optional<BlockRef> pinned) {
    static final String WAIT = "wait";
    static final List<String> PARAMETERS = List.of("height", "time", WAIT);

    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    static Point of(Parameters parameters) {
        Optional<HeightSelector> height =
                parameters.read("height", "a height, from 0 on, or latest or finalized", Point::parseSelector);
        Optional<HeightSelector> time = parameters.read(
                "time",
                "a time as 2026-01-31T12:00:00Z, or milliseconds since 1970",
                text -> parseTime(text).map(HeightSelector.AtTime::new));
        if (height.isPresent() && time.isPresent()) {
            throw parameters.refused("time", "left out where height is given");
        }
        return new Point(
                height.or(() -> time).orElseGet(HeightSelector.Latest::new), patience(parameters), Optional.empty());
    }

    static Duration patience(Parameters parameters) {
        return parameters
                .read(WAIT, "a duration of at most 30s, as 500ms or 5s", Point::parseWait)
                .orElse(Duration.ZERO);
    }

    /// The same question, answered at once or not at all.
    Point withoutPatience() {
        return new Point(selector, Duration.ZERO, pinned);
    }

    static Optional<HeightSelector> parseSelector(String text) {
        return switch (text) {
            case "latest" -> Optional.of(new HeightSelector.Latest());
            case "finalized" -> Optional.of(new HeightSelector.Finalized());
            default -> Parameters.parseHeight(text).map(HeightSelector.At::new);
        };
    }

    /// As of the block that the pages before were read at, if there were some.
    Point goingOn(Optional<Cursor> cursor) {
        return cursor.map(before ->
                        new Point(new HeightSelector.At(before.at().height()), patience, Optional.of(before.at())))
                .orElse(this);
    }

    private static Optional<Instant> parseTime(String text) {
        try {
            return Digits.parse(text).map(Instant::ofEpochMilli).or(() -> Optional.of(Instant.parse(text)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parseWait(String text) {
        boolean milliseconds = text.endsWith("ms");
        boolean seconds = !milliseconds && text.endsWith("s");
        if (!milliseconds && !seconds) {
            return Optional.empty();
        }
        return Digits.parse(text.substring(0, text.length() - (milliseconds ? 2 : 1)))
                .filter(number -> number <= WAIT_MAX.toMillis())
                .map(number -> milliseconds ? Duration.ofMillis(number) : Duration.ofSeconds(number))
                .filter(wait -> wait.compareTo(WAIT_MAX) <= 0);
    }
}
