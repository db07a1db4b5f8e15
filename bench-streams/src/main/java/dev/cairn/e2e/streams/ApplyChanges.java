package dev.cairn.e2e.streams;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.decode.ContentType;
import dev.cairn.decode.RecordDecoder;
import dev.cairn.decode.UndecodableRecord;
import dev.cairn.e2e.child.CatchUpClock;
import dev.cairn.model.SourcePartition;
import dev.cairn.model.StateChanges;
import dev.cairn.source.SourceRecord;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.VersionedKeyValueStore;

/// Writes the changes of every event to the versioned store, with the height as their timestamp. Blocks need not be
/// assembled for that: the store takes versions in any order, and here the changes of one key come in theirs.
final class ApplyChanges implements Processor<byte[], byte[], Void, Void> {
    private final int blocks;
    private final CatchUpClock clock;
    private final CompletableFuture<Progress> done;
    private final RecordDecoder decoder = new RecordDecoder(ContentType.PROTOBUF);

    private Progress progress = new Progress(0, 0, 0, 0);
    private int headers;
    private long transactionsExpected;
    private ProcessorContext<Void, Void> context;
    private VersionedKeyValueStore<byte[], byte[]> state;

    /// What has been applied, and the offsets to go on from.
    record Progress(long writes, long transactions, long nextBlockOffset, long nextTransactionOffset) {}

    /// @param blocks  those of the heights 0 to one less are applied, what comes later is let pass
    /// @param done    is told when they are all applied, but not necessarily committed
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
    ApplyChanges(int blocks, CatchUpClock clock, CompletableFuture<Progress> done) {
        this.blocks = blocks;
        this.clock = clock;
        this.done = done;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        state = processorContext.getStateStore(StreamsCatchUp.STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        clock.recordsPolled();
        RecordMetadata place = context.recordMetadata().orElseThrow();
        SourceRecord source = SourceRecord.of(
                new SourcePartition(place.topic(), place.partition()), place.offset(), null, record.value());
        switch (decoder.decode(source)) {
            case BlockHeader header when header.ref().height().value() < blocks -> apply(header, place.offset());
            case BlockTransaction transaction
            when transaction.block().height().value() < blocks -> apply(transaction, place.offset());
            case BlockHeader _, BlockTransaction _ -> {}
            case UndecodableRecord undecodable ->
                throw new IllegalStateException("expected an event, but got " + undecodable);
        }
    }

    private void apply(BlockHeader header, long offset) {
        put(header.changes(), header.ref().height().value());
        headers++;
        transactionsExpected += header.transactionCount();
        progress = new Progress(
                progress.writes + header.changes().size(),
                progress.transactions,
                offset + 1,
                progress.nextTransactionOffset);
        commitWhenDone();
    }

    private void apply(BlockTransaction transaction, long offset) {
        put(transaction.changes(), transaction.block().height().value());
        progress = new Progress(
                progress.writes + transaction.changes().size(),
                progress.transactions + 1,
                progress.nextBlockOffset,
                offset + 1);
        commitWhenDone();
    }

    private void put(StateChanges changes, long height) {
        byte[] source = changes.source();
        for (int i = 0; i < changes.size(); i++) {
            byte[] key = Arrays.copyOfRange(source, changes.keyOffset(i), changes.keyOffset(i) + changes.keyLength(i));
            if (changes.isDelete(i)) {
                var _ = state.delete(key, height);
            } else {
                int offset = changes.valueOffset(i);
                var _ = state.put(key, Arrays.copyOfRange(source, offset, offset + changes.valueLength(i)), height);
            }
        }
    }

    private void commitWhenDone() {
        if (headers == blocks && progress.transactions == transactionsExpected) {
            context.commit();
            done.complete(progress);
        }
    }
}
