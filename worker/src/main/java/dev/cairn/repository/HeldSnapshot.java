package dev.cairn.repository;

import java.util.Optional;

/// A snapshot in a repository, with what it takes there.
///
/// @param space  empty if its entry cannot be read
public record HeldSnapshot(RepositorySnapshot snapshot, Optional<Space> space) {
    /// What it takes.
    ///
    /// @param bytes     of all its files
    /// @param ownBytes  of those that no other snapshot has, and that deleting it gives back
    public record Space(long bytes, long ownBytes) {}
}
