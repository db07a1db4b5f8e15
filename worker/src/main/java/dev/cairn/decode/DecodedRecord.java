package dev.cairn.decode;

/// What a record turned out to be.
public sealed interface DecodedRecord permits BlockHeader, BlockTransaction, UndecodableRecord {}
