package dev.cairn.repository;

/// Is told how far sending or fetching a snapshot is. **Threading:** called by several threads at once.
public interface TransferListener {
    /// Nobody wants to know.
    TransferListener NONE = new TransferListener() {
        @Override
        public void planned(long bytes, long bytesSkipped) {}

        @Override
        public void moved(long bytes) {}
    };

    /// Before anything moves.
    ///
    /// @param bytes         to move
    /// @param bytesSkipped  which are there already
    void planned(long bytes, long bytesSkipped);

    /// Some more have moved. Where a part is sent again, its bytes count again.
    void moved(long bytes);
}
