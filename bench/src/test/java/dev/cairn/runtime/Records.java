package dev.cairn.runtime;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.FeedStream;
import dev.cairn.synthetic.SyntheticChain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The records of a feed, to be tampered with.
final class Records {
    private Records() {}

    /// All of a tidy feed, in a list that can be changed.
    static List<FeedRecord> of(SyntheticChain chain) {
        List<FeedRecord> records = new ArrayList<>();
        chain.feed().forEach(records::add);
        return records;
    }

    static Predicate<FeedRecord> ofTransactions(int block) {
        return record -> record.stream() == FeedStream.TRANSACTIONS && record.block() == block;
    }

    static int indexOf(List<FeedRecord> records, Predicate<FeedRecord> wanted) {
        for (int index = 0; index < records.size(); index++) {
            if (wanted.test(records.get(index))) {
                return index;
            }
        }
        throw new AssertionError("the feed has no such record");
    }

    /// The same event with other content.
    static FeedRecord withOneWriteMore(FeedRecord record) {
        try {
            ChainEvent.Builder event = ChainEvent.parseFrom(record.value()).toBuilder();
            var write = StateWrite.newBuilder()
                    .setKey(ByteString.copyFromUtf8("another"))
                    .setPut(ByteString.EMPTY)
                    .build();
            switch (event.getEventCase()) {
                case BLOCK -> event.getBlockBuilder().addWrites(write);
                case TRANSACTION -> event.getTransactionBuilder().addWrites(write);
                case EVENT_NOT_SET -> throw new AssertionError("no event");
            }
            return record.withValue(event.build().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
