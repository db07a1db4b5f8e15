package dev.cairn.source;

/// Where records go that are no events, if the worker is told to go on without them. **Threading:** as the source.
public interface DeadLetters extends AutoCloseable {
    /// For a worker that halts at such records.
    DeadLetters NONE = new DeadLetters() {
        @Override
        public void put(SourceRecord record, String cause) {
            throw new IllegalStateException("expected a topic for dead letters, but none is configured; record at "
                    + record.partition() + ", offset " + record.offset() + ": " + cause);
        }

        @Override
        public void close() {
            // There is nothing.
        }
    };

    /// Puts a record aside: key, value and headers as they came, and what is wrong with it. Returns once it is stored.
    ///
    /// @throws SourceUnavailableException  if it could not be stored; the record has not been put aside then
    void put(SourceRecord record, String cause);

    @Override
    void close();
}
