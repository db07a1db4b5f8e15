package dev.cairn.synthetic;

/// One Kafka record of a chain's feed. The arrays belong to whoever took the record from the feed; a copy of a record
/// shares them with the first.
///
/// @param block     the block it announces or belongs to, by its number in [SyntheticChain]
/// @param duplicate whether this is a copy of a record that was published before. A block that is announced again
///                  because its branch came back is no duplicate
/// @param key       of a block event the height (8 bytes, big-endian), of a transaction event the block's hash
/// @param value     a `cairn.v1.ChainEvent`
/// @param format    how the value is encoded
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; Kafka takes arrays
public record FeedRecord(
        FeedStream stream, int block, boolean duplicate, byte[] key, byte[] value, EventFormat format) {

    FeedRecord copy() {
        return new FeedRecord(stream, block, true, key, value, format);
    }

    FeedRecord asJson(byte[] json) {
        return new FeedRecord(stream, block, duplicate, key, json, EventFormat.JSON);
    }

    /// The same record with something else in it.
    public FeedRecord withValue(byte[] other) {
        return new FeedRecord(stream, block, duplicate, key, other, format);
    }
}
