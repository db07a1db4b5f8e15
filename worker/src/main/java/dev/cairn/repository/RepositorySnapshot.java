package dev.cairn.repository;

import java.time.Instant;

/// A whole snapshot in a repository.
///
/// @param name    which begins with its height
/// @param height  of its block
/// @param sent    when it was whole
public record RepositorySnapshot(String name, long height, Instant sent) {}
