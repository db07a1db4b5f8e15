package dev.cairn.synthetic;

/// How a feed is written down, and how untidily it is published.
///
/// @param duplicateRate       chance of each record to be published a second time
/// @param duplicateBehindMax  a copy comes 1 to this many first publications after its own
/// @param disorderWindow      a transaction is published up to this many records earlier or later than its turn; block
///                            events keep their order. 0 publishes each block event, then its transactions
/// @param jsonShare           share of records that are JSON instead of protobuf
public record FeedOptions(double duplicateRate, int duplicateBehindMax, int disorderWindow, double jsonShare) {

    public FeedOptions {
        SpecBounds.share("duplicateRate", duplicateRate);
        SpecBounds.within("duplicateBehindMax", duplicateBehindMax, 1, 1 << 24);
        SpecBounds.within("disorderWindow", disorderWindow, 0, 1 << 24);
        SpecBounds.share("jsonShare", jsonShare);
    }

    public static FeedOptions tidy() {
        return new FeedOptions(0, 1, 0, 0);
    }

    public FeedOptions withDuplicates(double rate, int behindMax) {
        return new FeedOptions(rate, behindMax, disorderWindow, jsonShare);
    }

    public FeedOptions withDisorder(int window) {
        return new FeedOptions(duplicateRate, duplicateBehindMax, window, jsonShare);
    }

    public FeedOptions withJson(double share) {
        return new FeedOptions(duplicateRate, duplicateBehindMax, disorderWindow, share);
    }
}
