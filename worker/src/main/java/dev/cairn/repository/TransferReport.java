package dev.cairn.repository;

/// What came of sending or fetching a snapshot.
///
/// @param filesMoved    which were not there
/// @param bytesMoved    of them
/// @param bytesSkipped  of the files that were there already
public record TransferReport(int filesMoved, long bytesMoved, long bytesSkipped) {}
