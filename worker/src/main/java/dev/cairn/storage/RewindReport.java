package dev.cairn.storage;

/// What a rewind did.
///
/// @param keysRestored   keys that were changed above the height and have its value again
/// @param blocksDropped  blocks above the height that are gone
public record RewindReport(long fromHeight, long toHeight, long keysRestored, long blocksDropped) {
    /// Together with what came after it.
    public RewindReport and(RewindReport next) {
        return new RewindReport(
                fromHeight, next.toHeight, keysRestored + next.keysRestored, blocksDropped + next.blocksDropped);
    }

    /// The same where final blocks above it were dropped that were not stored yet.
    public RewindReport from(long finalizedHeight) {
        return new RewindReport(finalizedHeight, toHeight, keysRestored, blocksDropped + finalizedHeight - fromHeight);
    }
}
