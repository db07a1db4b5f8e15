package dev.cairn.repository;

/// What came of collecting garbage.
///
/// @param filesDeleted   which no snapshot named
/// @param bytesDeleted   of them
/// @param sendsGivenUp   that were begun long ago and never ended; what they had sent is garbage from now on
public record CollectReport(int filesDeleted, long bytesDeleted, int sendsGivenUp) {}
