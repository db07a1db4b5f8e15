package dev.cairn.handle;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.RecordDecoder;
import dev.cairn.decode.UndecodableRecord;
import dev.cairn.model.BlockHash;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceRecord;
import dev.cairn.synthetic.FeedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A whole feed, decoded: the blocks as they were announced, and the transactions of each. A block that comes back
/// has the transactions that it was published with.
final class FeedContents {
    private static final SourcePartition ANYWHERE = new SourcePartition("feed", 0);

    final List<BlockHeader> announcements = new ArrayList<>();
    private final Map<BlockHash, SortedMap<Integer, BlockTransaction>> transactions = new HashMap<>();

    FeedContents(Iterable<FeedRecord> feed) {
        RecordDecoder decoder = new RecordDecoder(ContentType.PROTOBUF);
        for (FeedRecord record : feed) {
            switch (decoder.decode(SourceRecord.of(ANYWHERE, 0, null, record.value()))) {
                case BlockHeader block -> announcements.add(block);
                case BlockTransaction transaction ->
                    transactions
                            .computeIfAbsent(transaction.block().hash(), _ -> new TreeMap<>())
                            .put(transaction.index(), transaction);
                case UndecodableRecord bad -> throw new AssertionError(bad.message());
            }
        }
    }

    List<BlockTransaction> transactionsOf(BlockHeader block) {
        return List.copyOf(
                transactions.getOrDefault(block.ref().hash(), new TreeMap<>()).values());
    }
}
