package dev.cairn.storage;

/// How a database is to treat what is written to it.
public enum Pace {
    /// For as much as possible in little time: what is sorted and packed now will soon be sorted and packed again.
    CATCHING_UP,
    /// For reads, and for little space.
    FOLLOWING
}
