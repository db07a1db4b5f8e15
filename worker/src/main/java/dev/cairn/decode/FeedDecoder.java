package dev.cairn.decode;

import dev.cairn.source.SourceRecord;
import java.util.HashMap;
import java.util.Map;

/// Decodes the records of a feed, each as its topic is published unless its own header says otherwise.
/// **Threading:** one thread at a time.
public final class FeedDecoder {
    private final Map<String, RecordDecoder> byTopic = new HashMap<>();

    /// @param formatByTopic  what a record without a `content-type` header is written as
    public FeedDecoder(Map<String, ContentType> formatByTopic) {
        formatByTopic.forEach((topic, format) -> byTopic.put(topic, new RecordDecoder(format)));
    }

    public DecodedRecord decode(SourceRecord record) {
        RecordDecoder decoder = byTopic.get(record.partition().topic());
        if (decoder == null) {
            throw new IllegalArgumentException("expected a record of one of the topics " + byTopic.keySet()
                    + ", but got one of " + record.partition());
        }
        return decoder.decode(record);
    }
}
