package dev.cairn.repository;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What lies where in the folder of a shard. Every name has an id that is drawn for it, so no key is ever
/// used twice, and a deletion that comes late finds nothing but what it was meant for.
///
/// @param place  ends with `/`
record ObjectKeys(String place) {
    private static final Pattern SNAPSHOT = Pattern.compile("(\\d{20}-[0-9a-f]{1,16})\\.([0-9a-f]{16})\\.json");
    private static final Pattern SNAPSHOT_NAME = Pattern.compile("\\d{20}-[0-9a-f]{1,16}");
    private static final int HEIGHT_DIGITS = 20;

    static boolean isSnapshotName(String name) {
        return SNAPSHOT_NAME.matcher(name).matches();
    }

    /// Files of snapshots.
    String files() {
        return place + "files/";
    }

    /// One entry for each snapshot that is whole, or whose sending was given up.
    String snapshots() {
        return place + "snapshots/";
    }

    /// What is being sent.
    String sending() {
        return place + "sending/";
    }

    /// What is about to be deleted.
    String condemned() {
        return place + "condemned/";
    }

    String file(RepositoryFile file, String id) {
        return files() + file.identity() + "." + id;
    }

    String snapshot(String name, String id) {
        return snapshots() + name + "." + id + ".json";
    }

    /// Of a stored file; its own name if it is something else.
    static String identityOf(StoredObject file) {
        String name = file.name();
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /// Empty if it is the key of something else.
    static Optional<String> snapshotNameOf(StoredObject entry) {
        Matcher matcher = SNAPSHOT.matcher(entry.name());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static long heightOf(String snapshotName) {
        return Long.parseLong(snapshotName.substring(0, HEIGHT_DIGITS));
    }
}
