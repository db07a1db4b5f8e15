package dev.cairn.storage;

import java.util.ArrayList;
import java.util.List;

/// Versions of a key as they are read, until there are enough: so many, or one more than reach a number of bytes.
/// Whoever makes pages of them learns by that one where the next begins.
final class VersionList {
    private final List<StateVersion> versions = new ArrayList<>();
    private final int countMax;
    private final long bytesMax;
    private long bytes;
    private boolean isLarge;

    VersionList(int countMax, long bytesMax) {
        this.countMax = countMax;
        this.bytesMax = bytesMax;
    }

    boolean hasRoom() {
        return versions.size() < countMax && !isLarge;
    }

    void add(StateVersion version) {
        isLarge = !versions.isEmpty() && bytes >= bytesMax;
        bytes += version.valueBytes();
        versions.add(version);
    }

    List<StateVersion> versions() {
        return List.copyOf(versions);
    }
}
