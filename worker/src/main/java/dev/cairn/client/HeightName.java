package dev.cairn.client;

import dev.cairn.model.BlockHeight;
import java.util.regex.Pattern;

/// A height by its number, or as `latest` or `finalized`.
public record HeightName(String text) {
    // Before the constants, which are checked by it.
    private static final Pattern POSSIBLE = Pattern.compile("latest|finalized|[0-9]{1,19}");

    public static final HeightName LATEST = new HeightName("latest");
    public static final HeightName FINALIZED = new HeightName("finalized");

    public HeightName {
        if (!POSSIBLE.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a height, latest or finalized, but got '" + text + "'");
        }
    }

    public static HeightName of(BlockHeight height) {
        return new HeightName(height.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
