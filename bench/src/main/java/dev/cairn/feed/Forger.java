package dev.cairn.feed;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.schemas.EventJson;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.synthetic.FeedRecord;
import java.nio.charset.StandardCharsets;

/// Makes records that would do harm if they counted: every second is no event at all, the others are a real record's
/// event with other content.
final class Forger {
    private static final byte[] GARBAGE = "no event".getBytes(StandardCharsets.UTF_8);
    private static final StateWrite FALSE_WRITE = StateWrite.newBuilder()
            .setKey(ByteString.copyFromUtf8("never to be seen"))
            .setPut(ByteString.copyFromUtf8("forged"))
            .build();

    private long forged;

    FeedRecord forged(FeedRecord record) {
        boolean garbage = forged++ % 2 == 0;
        return record.withValue(garbage ? GARBAGE : withOtherContent(record));
    }

    private static byte[] withOtherContent(FeedRecord record) {
        try {
            return switch (record.format()) {
                case PROTOBUF -> falsified(ChainEvent.parseFrom(record.value())).toByteArray();
                case JSON ->
                    EventJson.print(falsified(EventJson.parse(record.value()))).getBytes(StandardCharsets.UTF_8);
            };
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("expected a record of a feed to be an event", e);
        }
    }

    private static ChainEvent falsified(ChainEvent event) {
        ChainEvent.Builder other = event.toBuilder();
        switch (event.getEventCase()) {
            case BLOCK -> other.getBlockBuilder().addWrites(FALSE_WRITE);
            case TRANSACTION -> other.getTransactionBuilder().addWrites(FALSE_WRITE);
            case EVENT_NOT_SET -> throw new IllegalStateException("expected a record of a feed to hold an event");
        }
        return other.build();
    }
}
