package dev.cairn.e2e;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.RecordDecoder;
import dev.cairn.decode.UndecodableRecord;
import dev.cairn.model.StateChanges;
import dev.cairn.source.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// Makes blocks of a feed that is as tidy as somebody may wish for: both topics in the order of the chain, nothing
/// missing, nothing twice, no reorgs. **Threading:** one thread.
final class TidyAssembler {
    private final RecordDecoder decoder = new RecordDecoder(ContentType.PROTOBUF);
    private final Queue<Taken<BlockHeader>> headers = new ArrayDeque<>();
    private final Queue<Taken<BlockTransaction>> transactions = new ArrayDeque<>();

    private long nextTransactionOffset;

    /// A block with all its changes in order, and where to go on reading after it.
    record WholeBlock(
            BlockHeader header, List<StateChanges> changes, long nextBlockOffset, long nextTransactionOffset) {
        long height() {
            return header.ref().height().value();
        }
    }

    private record Taken<T>(T event, long nextOffset) {}

    void take(SourceRecord record) {
        long nextOffset = record.offset() + 1;
        switch (decoder.decode(record)) {
            case BlockHeader header -> headers.add(new Taken<>(header, nextOffset));
            case BlockTransaction transaction -> transactions.add(new Taken<>(transaction, nextOffset));
            case UndecodableRecord undecodable ->
                throw new IllegalStateException("expected an event, but got " + undecodable);
        }
    }

    /// The next block, once it is whole.
    Optional<WholeBlock> poll() {
        Taken<BlockHeader> next = headers.peek();
        if (next == null || next.event().transactionCount() > transactions.size()) {
            return Optional.empty();
        }
        headers.remove();
        List<StateChanges> changes = new ArrayList<>(next.event().transactionCount() + 1);
        for (int i = 0; i < next.event().transactionCount(); i++) {
            Taken<BlockTransaction> transaction = transactions.remove();
            check(transaction.event(), next.event());
            changes.add(transaction.event().changes());
            nextTransactionOffset = transaction.nextOffset();
        }
        changes.add(next.event().changes());
        return Optional.of(new WholeBlock(next.event(), changes, next.nextOffset(), nextTransactionOffset));
    }

    private static void check(BlockTransaction transaction, BlockHeader header) {
        if (!transaction.block().equals(header.ref())) {
            throw new IllegalStateException("expected the transactions of " + header.ref() + ", but got one of "
                    + transaction.block() + "; this assembler is for tidy feeds only");
        }
    }
}
