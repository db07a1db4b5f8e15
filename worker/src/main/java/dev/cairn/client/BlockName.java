package dev.cairn.client;

import dev.cairn.model.BlockHash;
import java.util.regex.Pattern;

/// A block by its height, as `latest` or `finalized`, or by its hash in hexadecimal digits. A hash of decimal
/// digits only has `0x` before it, or it would be taken for a height.
public record BlockName(String text) {
    private static final Pattern POSSIBLE = Pattern.compile("latest|finalized|[0-9]+|(0x)?[0-9a-fA-F]+");

    public BlockName {
        if (!POSSIBLE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "expected a height, latest, finalized, or a hash in hexadecimal digits, but got '" + text + "'");
        }
    }

    public static BlockName of(HeightName height) {
        return new BlockName(height.text());
    }

    public static BlockName of(BlockHash hash) {
        return new BlockName("0x" + hash);
    }
}
