package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.BlockRef;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is known of one block: its event, if it has come, and its transactions so far.
///
/// Whatever comes twice has to be the same both times, but for the finalized height: see [Differences].
final class BlockContent {
    private final BlockRef block;
    private final TreeMap<Integer, BlockTransaction> transactions = new TreeMap<>();
    private final Map<SourcePartition, Places> places = new HashMap<>();
    private Optional<BlockHeader> header = Optional.empty();
    private long announcedAs;
    private long bytes = Footprint.ofContent();
    private long publishedMs = Long.MIN_VALUE;

    BlockContent(BlockRef block) {
        this.block = block;
    }

    BlockRef block() {
        return block;
    }

    long height() {
        return block.height().value();
    }

    long bytes() {
        return bytes;
    }

    long publishedMs() {
        return publishedMs;
    }

    boolean isAnnounced() {
        return header.isPresent();
    }

    /// Its place in the order in which blocks were announced first, from 1 on; 0 if it was not.
    long announcedAs() {
        return announcedAs;
    }

    boolean isWhole() {
        return header.isPresent() && transactions.size() == header.get().transactionCount();
    }

    List<BlockTransaction> transactionsByIndex() {
        return new ArrayList<>(transactions.values());
    }

    /// By partition, where its transactions lie.
    Map<SourcePartition, Places> places() {
        return places;
    }

    /// Whether a partition brought a transaction of it since that many had come.
    boolean hasComeFrom(SourcePartition partition, long sinceArrival) {
        Places in = places.get(partition);
        return in != null && in.lastArrival() > sinceArrival;
    }

    /// Takes its block event; false if it was known.
    ///
    /// @param place  counts announced blocks as they come
    boolean add(SourceRecord record, BlockHeader event, long place) {
        checkHeight(record, event.ref());
        if (header.isPresent()) {
            checkSame(record, "block event", Differences.of(header.get(), event));
            return false;
        }
        checkCount(record, event, transactions.size());
        header = Optional.of(event);
        announcedAs = place;
        bytes += Footprint.ofAnnouncement(record, event.changes());
        publishedMs = Math.max(publishedMs, record.publishedMs());
        return true;
    }

    /// Takes one of its transactions; false if it was known. One that is refused leaves nothing behind: it will
    /// be tried again, and has to be refused again.
    ///
    /// @param arrival  counts transactions as they come
    boolean add(SourceRecord record, BlockTransaction event, long arrival) {
        checkHeight(record, event.block());
        BlockTransaction known = transactions.get(event.index());
        if (known != null) {
            checkSame(record, "transaction " + event.index(), Differences.of(known, event));
        }
        if (known == null && header.isPresent()) {
            checkCount(record, header.get(), transactions.size() + 1);
        }
        Places in = places.computeIfAbsent(record.partition(), _ -> new Places());
        if (known != null) {
            in.cameAgain(record.offset());
            return false;
        }
        transactions.put(event.index(), event);
        in.came(record.offset(), arrival);
        bytes += Footprint.ofTransaction(record, event.changes());
        publishedMs = Math.max(publishedMs, record.publishedMs());
        return true;
    }

    /// The transactions that are not there, as an operator looks for them; only asked for once it was announced.
    String missing() {
        return MissingTransactions.of(header.orElseThrow().transactionCount(), transactions.navigableKeySet());
    }

    private void checkSame(SourceRecord record, String what, List<String> differences) {
        if (!differences.isEmpty()) {
            throw conflict(record, what, String.join("; ", differences));
        }
    }

    private void checkHeight(SourceRecord record, BlockRef named) {
        if (!named.equals(block)) {
            throw conflict(
                    record,
                    "height of block " + block.hash(),
                    "expected " + block.height() + ", but found " + named.height());
        }
    }

    private void checkCount(SourceRecord record, BlockHeader announced, int count) {
        if (count > announced.transactionCount()) {
            throw conflict(
                    record,
                    "number of transactions of block " + block,
                    "expected " + announced.transactionCount() + " as its block event says, but found at least "
                            + count);
        }
    }

    private HaltException conflict(SourceRecord record, String what, String difference) {
        return new HaltException(new Halt(
                HaltReason.CONFLICT,
                "The feed contradicts itself about the " + what + ": " + difference,
                Where.of(record, block),
                "Nothing of it was applied. The producer has to publish the same block the same way each time, or under"
                        + " another hash. The record stays in Kafka, and will be refused at each start. "
                        + Advice.BEGIN_ANEW));
    }
}
