package dev.cairn.synthetic;

import java.util.Iterator;

/// A chain as Kafka records, in the order of publication over both streams. The records are made while they are taken,
/// so a feed may be as long as it likes; every pass over it gives the same bytes. **Threading:** each iterator has one
/// thread; several iterators may run at once.
public final class Feed implements Iterable<FeedRecord> {
    private final SyntheticChain chain;
    private final FeedOptions options;

    Feed(SyntheticChain chain, FeedOptions options) {
        this.chain = chain;
        this.options = options;
    }

    /// What the feed is of.
    public SyntheticChain chain() {
        return chain;
    }

    @Override
    public Iterator<FeedRecord> iterator() {
        Iterator<FeedRecord> records = new TidyFeed(chain);
        if (options.jsonShare() > 0) {
            records = new JsonFeed(records, chain.spec().seed(), options.jsonShare());
        }
        if (options.disorderWindow() > 0) {
            records = new DisorderedFeed(records, chain.spec().seed(), options.disorderWindow());
        }
        if (options.duplicateRate() > 0) {
            records = new DuplicatingFeed(records, chain, options);
        }
        return records;
    }
}
