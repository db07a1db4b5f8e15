package dev.cairn.synthetic;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.cairn.schemas.v1.ChainEvent;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/// Writes a share of the records as canonical protobuf JSON, each on one line. An event that is published again because
/// its branch came back may have another form than the first time; it is the same event all the same.
final class JsonFeed implements Iterator<FeedRecord> {
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private final Iterator<FeedRecord> records;
    private final double share;
    private final Dice json;
    private long turn;

    JsonFeed(Iterator<FeedRecord> records, long seed, double share) {
        this.records = records;
        this.share = share;
        json = Dice.of(seed, "is written as JSON");
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public FeedRecord next() {
        FeedRecord record = records.next();
        return json.chance(turn++, share) ? record.asJson(json(record.value())) : record;
    }

    private static byte[] json(byte[] protobuf) {
        try {
            return PRINTER.print(ChainEvent.parseFrom(protobuf)).getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("expected the encoder to write events", e);
        }
    }
}
