package dev.cairn.repository;

import java.nio.file.Path;
import java.util.List;

/// A snapshot to be sent.
///
/// @param name      20 digits of its height, then `-` and what its hash begins with
/// @param manifest  what else is to be known about it; it is given back as it is
/// @param folder    where the files lie, which nobody changes
public record OutgoingSnapshot(String name, String manifest, List<RepositoryFile> files, Path folder) {
    public OutgoingSnapshot {
        if (!ObjectKeys.isSnapshotName(name)) {
            throw new IllegalArgumentException(
                    "expected a snapshot's name, 20 digits, '-' and up to 16 hexadecimal ones, but got '" + name + "'");
        }
        files = List.copyOf(files);
    }
}
