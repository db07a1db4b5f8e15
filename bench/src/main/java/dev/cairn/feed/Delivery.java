package dev.cairn.feed;

/// How sure a producer is of what it delivers.
public sealed interface Delivery {

    /// In order, but a record whose acknowledgement was lost is delivered twice.
    record Plain() implements Delivery {}

    /// In order and once.
    record Idempotent() implements Delivery {}

    /// In Kafka transactions. Some that are aborted come in between; what those carry must never count: records that
    /// are no events, and events of the transaction that follows with other content.
    ///
    /// @param recordsMax   a transaction is committed after this many records, or before the feed waits
    /// @param abortedShare chance of each transaction to have an aborted one before it
    record InTransactions(int recordsMax, double abortedShare) implements Delivery {
        public InTransactions {
            if (recordsMax < 1) {
                throw new IllegalArgumentException(
                        "recordsMax is " + recordsMax + ", but a transaction takes at least one record");
            }
            if (!(abortedShare >= 0 && abortedShare <= 1)) {
                throw new IllegalArgumentException(
                        "abortedShare is " + abortedShare + ", but a share lies between 0 and 1");
            }
        }
    }
}
