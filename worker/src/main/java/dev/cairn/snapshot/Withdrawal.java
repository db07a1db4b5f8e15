package dev.cairn.snapshot;

/// That a rewind has withdrawn what was above a height.
///
/// @param above  the deepest of those whose end the repository has not been told
/// @param id     another with each rewind, so that whoever has told of one does not take the next, to the same
///               height, for told
public record Withdrawal(long above, String id) {}
