package dev.cairn.snapshot;

/// Hears how far work on snapshots is. **Threading:** whatever thread works.
public interface SnapshotProgress {
    SnapshotProgress UNWATCHED = new SnapshotProgress() {
        @Override
        public void begins(String name, long bytesTotal) {}

        @Override
        public void did(long bytes) {}

        @Override
        public void isDamaged(String name, String why) {}

        @Override
        public void isOfAnotherRelease(String name, String why) {}
    };

    /// Work on a snapshot begins.
    ///
    /// @param bytesTotal  to be read or copied
    void begins(String name, long bytesTotal);

    void did(long bytes);

    /// It is put aside, and the next older one is tried.
    void isDamaged(String name, String why);

    /// It stays where it is, and the next older one is tried.
    void isOfAnotherRelease(String name, String why);
}
