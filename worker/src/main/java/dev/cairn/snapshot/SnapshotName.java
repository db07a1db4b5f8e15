package dev.cairn.snapshot;

import dev.cairn.storage.CommittedPosition;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the folder of a finished snapshot is called: its height, so that names sort by it, and what its chained digest
/// begins with. The digest stands for every change up to there, so what has the same name is the same state: the same
/// block, handled by other rules, has another.
///
/// @param digest  its first digits
public record SnapshotName(long height, String digest) {
    private static final Pattern NAME = Pattern.compile("(\\d{20})-([0-9a-f]{1,16})");
    private static final int DIGEST_DIGITS = 16;

    static SnapshotName of(CommittedPosition position) {
        String digest = position.digest().toHex();
        return new SnapshotName(position.height(), digest.substring(0, Math.min(digest.length(), DIGEST_DIGITS)));
    }

    /// Empty if it is the name of something else.
    public static Optional<SnapshotName> parse(String name) {
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
        return String.format(Locale.ROOT, "%020d-%s", height, digest);
    }
}
