package dev.cairn.feed;

import dev.cairn.synthetic.FeedRecord;

/// Where a feed's records leave for Kafka. **Threading:** one thread.
interface Outlet {
    void send(FeedRecord record);

    /// Returns when all that was sent is acknowledged, and committed if it went in transactions. Those who
    /// read committed records only see the last transaction a moment later.
    void complete();
}
