package dev.cairn.feed;

import dev.cairn.synthetic.FeedRecord;

/// Where a feed's records leave for Kafka. **Threading:** one thread.
interface Outlet {
    void send(FeedRecord record);

    /// Returns when all that was sent is acknowledged, and visible to those who read committed records only.
    void complete();
}
