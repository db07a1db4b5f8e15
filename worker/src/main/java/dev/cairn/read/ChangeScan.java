package dev.cairn.read;

/// Walks changed keys in ascending order, with their values before and after.
public interface ChangeScan extends Walk<KeyChange> {
    /// The change it stands at.
    default KeyChange change() {
        return StateScan.standingAt(found());
    }
}
