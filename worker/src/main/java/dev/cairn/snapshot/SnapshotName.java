package dev.cairn.snapshot;

import dev.cairn.model.BlockRef;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the folder of a finished snapshot is called: its height and what its hash begins with, so that names sort by
/// height.
///
/// @param hash  its first digits
public record SnapshotName(long height, String hash) {
    private static final Pattern NAME = Pattern.compile("(\\d{20})-([0-9a-f]{1,16})");
    private static final int HASH_DIGITS = 16;

    static SnapshotName of(BlockRef block) {
        String hash = block.hash().toString();
        return new SnapshotName(block.height().value(), hash.substring(0, Math.min(hash.length(), HASH_DIGITS)));
    }

    /// Empty if it is the name of something else.
    static Optional<SnapshotName> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        try {
            return matcher.matches()
                    ? Optional.of(new SnapshotName(Long.parseLong(matcher.group(1)), matcher.group(2)))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%020d-%s", height, hash);
    }
}
