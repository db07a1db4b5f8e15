package dev.cairn.proof;

/// Hears what a repair is at.
public interface RepairWatch {
    void says(String line);

    /// How many blocks were written anew.
    void blocksDone(long blocks);
}
