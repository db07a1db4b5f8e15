package dev.cairn.synthetic;

/// How untidily a feed is published.
///
/// @param duplicateRate       chance of each record to be published a second time
/// @param duplicateBehindMax  a copy comes 1 to this many first publications after its own
/// @param disorderWindow      a transaction is published up to this many records earlier or later than its turn; block
///                            events keep their order. 0 publishes each block event, then its transactions
public record FeedOptions(double duplicateRate, int duplicateBehindMax, int disorderWindow) {

    public FeedOptions {
        SpecBounds.share("duplicateRate", duplicateRate);
        SpecBounds.within("duplicateBehindMax", duplicateBehindMax, 1, 1 << 24);
        SpecBounds.within("disorderWindow", disorderWindow, 0, 1 << 24);
    }

    public static FeedOptions tidy() {
        return new FeedOptions(0, 1, 0);
    }

    public FeedOptions withDuplicates(double rate, int behindMax) {
        return new FeedOptions(rate, behindMax, disorderWindow);
    }

    public FeedOptions withDisorder(int window) {
        return new FeedOptions(duplicateRate, duplicateBehindMax, window);
    }
}
