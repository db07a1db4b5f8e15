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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is known of one block: its event, if it has come, and its transactions so far.
///
/// Whatever comes twice has to be the same both times. Only the finalized height of a block event may differ: it says
/// what was known when the event was published, and a block that is announced again later may know more.
final class BlockContent {
    /// Roughly what a record's objects take beside its bytes.
    private static final int OBJECT_BYTES = 320;
    private static final int INDEXES_NAMED_MAX = 10;

    private final BlockRef block;
    private final TreeMap<Integer, BlockTransaction> transactions = new TreeMap<>();
    private final Map<SourcePartition, Places> places = new HashMap<>();
    private Optional<BlockHeader> header = Optional.empty();
    private long bytes;
    private long publishedMs = Long.MIN_VALUE;

    BlockContent(BlockRef block) {
        this.block = block;
    }

    /// Where its transactions lie in one partition.
    private static final class Places {
        private long firstOffset = Long.MAX_VALUE;
        private long lastArrival;
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

    /// Its event; only asked for once it was announced.
    BlockHeader header() {
        return header.orElseThrow();
    }

    boolean isAnnounced() {
        return header.isPresent();
    }

    boolean isWhole() {
        return header.isPresent() && transactions.size() == header.get().transactionCount();
    }

    List<BlockTransaction> transactionsByIndex() {
        return new ArrayList<>(transactions.values());
    }

    /// Takes its block event; false if it was known.
    boolean add(SourceRecord record, BlockHeader event) {
        checkHeight(record, event.ref());
        if (header.isPresent()) {
            if (!isSame(header.get(), event)) {
                throw conflict(record, "block event", "the one known: " + header.get(), event.toString());
            }
            return false;
        }
        header = Optional.of(event);
        hold(record);
        checkCount(record);
        return true;
    }

    /// Takes one of its transactions; false if it was known.
    ///
    /// @param arrival  counts transactions as they come
    boolean add(SourceRecord record, BlockTransaction event, long arrival) {
        checkHeight(record, event.block());
        BlockTransaction known = transactions.putIfAbsent(event.index(), event);
        if (known != null) {
            if (!known.equals(event)) {
                throw conflict(record, "transaction " + event.index(), "the one known: " + known, event.toString());
            }
            return false;
        }
        Places in = places.computeIfAbsent(record.partition(), _ -> new Places());
        in.firstOffset = Math.min(in.firstOffset, record.offset());
        in.lastArrival = arrival;
        hold(record);
        checkCount(record);
        return true;
    }

    boolean hasTransactions() {
        return !places.isEmpty();
    }

    /// The smallest offset that one of its transactions has in a partition; the largest long if there is none.
    long firstOffset(SourcePartition partition) {
        Places in = places.get(partition);
        return in == null ? Long.MAX_VALUE : in.firstOffset;
    }

    /// Whether a partition brought a transaction of it since that many records had come.
    boolean hasComeFrom(SourcePartition partition, long sinceArrival) {
        Places in = places.get(partition);
        return in != null && in.lastArrival > sinceArrival;
    }

    /// The transactions that are not there, as an operator looks for them.
    String missing() {
        int expected = header().transactionCount();
        String counted = transactions.size() + " of " + expected + " transactions are there";
        if (!transactions.isEmpty() && transactions.lastKey() >= expected) {
            return counted + ", the highest index being " + transactions.lastKey();
        }
        List<String> indexes = IntStream.range(0, expected)
                .filter(index -> !transactions.containsKey(index))
                .limit(INDEXES_NAMED_MAX + 1L)
                .mapToObj(Integer::toString)
                .collect(Collectors.toCollection(ArrayList::new));
        if (indexes.size() > INDEXES_NAMED_MAX) {
            indexes.set(INDEXES_NAMED_MAX, "…");
        }
        return counted + ", missing are the indexes " + String.join(", ", indexes);
    }

    private void hold(SourceRecord record) {
        bytes += record.bytes() + OBJECT_BYTES;
        publishedMs = Math.max(publishedMs, record.publishedMs());
    }

    private static boolean isSame(BlockHeader one, BlockHeader other) {
        return one.ref().equals(other.ref())
                && one.parent().equals(other.parent())
                && one.timestampMs() == other.timestampMs()
                && one.transactionCount() == other.transactionCount()
                && one.changes().equals(other.changes())
                && one.changesDigest().equals(other.changesDigest());
    }

    private void checkHeight(SourceRecord record, BlockRef named) {
        if (!named.equals(block)) {
            throw conflict(
                    record,
                    "height of block " + block.hash(),
                    block.height().toString(),
                    named.height().toString());
        }
    }

    private void checkCount(SourceRecord record) {
        if (header.isPresent() && transactions.size() > header.get().transactionCount()) {
            throw conflict(
                    record,
                    "number of transactions of block " + block,
                    header.get().transactionCount() + " as its block event says",
                    "at least " + transactions.size());
        }
    }

    private HaltException conflict(SourceRecord record, String what, String expected, String found) {
        return new HaltException(new Halt(
                HaltReason.CONFLICT,
                "The feed contradicts itself about the " + what + ": expected " + expected + ", but found " + found,
                Where.of(record, block),
                "Nothing of it was applied. Find out which of the two is right; the producer has to publish the same"
                        + " block the same way each time, or under another hash."));
    }
}
