package dev.cairn.synthetic;

/// Which of a chain's two topics a record belongs on; they may be the same topic.
public enum FeedStream {
    BLOCKS,
    TRANSACTIONS
}
