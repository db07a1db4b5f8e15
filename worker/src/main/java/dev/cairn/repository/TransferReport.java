package dev.cairn.repository;

/// What came of sending or fetching a snapshot.
///
/// @param wasThere      it was whole where it was to go, and nothing was done
/// @param filesMoved    which were not there
/// @param bytesMoved    of them
/// @param bytesSkipped  of the files that were there already
public record TransferReport(boolean wasThere, int filesMoved, long bytesMoved, long bytesSkipped) {}
