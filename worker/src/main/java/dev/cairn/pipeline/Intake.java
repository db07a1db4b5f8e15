package dev.cairn.pipeline;

import dev.cairn.assemble.BlockAssembler;
import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.decode.DecodedRecord;
import dev.cairn.decode.FeedDecoder;
import dev.cairn.decode.UndecodableRecord;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.source.DeadLetters;
import dev.cairn.source.RecordSource;
import dev.cairn.source.SourceBatch;
import dev.cairn.source.SourceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Steps 1 to 3: polls, decodes, and adds records to the assembler.
///
/// A batch is gone through record by record, and a record that could not be dealt with this time is the first one
/// of its partition the next time, so none is lost and none counts twice. **Threading:** the `apply` thread.
final class Intake {
    private static final SourceBatch NOTHING = new SourceBatch(List.of(), Map.of(), Map.of());

    private final PipelineConfig config;
    private final RecordSource source;
    private final DeadLetters deadLetters;
    private final FeedDecoder decoder;
    private final PipelineListener listener;
    private final Backlog backlog;
    private final HeldBack heldBack = new HeldBack();
    private SourceBatch batch = NOTHING;
    private int done;
    private Set<SourcePartition> paused = Set.of();

    Intake(PipelineConfig config, Stations stations, Backlog backlog, PipelineListener listener) {
        this.config = config;
        source = stations.source();
        deadLetters = stations.deadLetters();
        decoder = stations.decoder();
        this.backlog = backlog;
        this.listener = listener;
    }

    ShardPartitions partitions() {
        return source.partitions();
    }

    /// Looks now whether there are more partitions than are read; false if there are none.
    boolean looksForMorePartitions(BlockAssembler assembler) {
        boolean more = source.lookForMorePartitions();
        assembler.readFrom(source.partitions());
        return more;
    }

    /// Takes in one batch. A partition stops before a record that halts, and the others go on as long as they may bring
    /// what comes before it; then that record halts, and does so again the next time.
    void takeIn(BlockAssembler assembler, Duration atMost) {
        if (done == batch.records().size()) {
            Set<SourcePartition> ahead = assembler.ahead();
            if (!heldBack.isEmpty() && !heldBack.othersMayHelp(assembler.awaited(), ahead)) {
                heldBack.retry(record -> takeIn(record, assembler));
            }
            pause(with(ahead, heldBack.partitions()));
            poll(atMost);
        }
        assembler.readFrom(source.partitions());
        while (done < batch.records().size()) {
            takeInOrHoldBack(batch.records().get(done), assembler);
            done++;
        }
        assembler.moveTo(heldBack.isEmpty() ? batch.positions() : heldBack.takenInOf(batch));
    }

    /// Takes in nothing, and keeps in touch with Kafka, until something happens or the time is over.
    void rest(Duration atMost) {
        pause(source.partitions().all());
        poll(atMost);
    }

    /// Begins elsewhere; what was read and not yet taken in does not count.
    void restart(ResumeOffsets from) {
        batch = NOTHING;
        done = 0;
        heldBack.forget();
        source.seek(from);
    }

    /// From any thread: makes a poll that waits return.
    void wakeup() {
        source.wakeup();
    }

    private void poll(Duration atMost) {
        SourceBatch polled = source.poll(atMost);
        batch = polled.after(batch.records().subList(done, batch.records().size()));
        done = 0;
        backlog.polled(polled);
        listener.polled(polled);
        if (!heldBack.isEmpty()) {
            heldBack.polled(polled);
        }
    }

    private void pause(Set<SourcePartition> wanted) {
        if (!wanted.equals(paused)) {
            source.pause(wanted);
            paused = wanted;
            listener.paused(wanted);
        }
    }

    private void takeInOrHoldBack(SourceRecord record, BlockAssembler assembler) {
        if (heldBack.holds(record.partition())) {
            heldBack.add(record);
            return;
        }
        try {
            takeIn(record, assembler);
        } catch (HaltException _) {
            heldBack.add(record);
            heldBack.polled(batch);
        }
    }

    private void takeIn(SourceRecord record, BlockAssembler assembler) {
        DecodedRecord event = decoder.decode(record);
        String misplaced = assembler.misplaced(record, event).orElse("");
        if (!misplaced.isEmpty()) {
            bad(record, misplaced);
            return;
        }
        switch (event) {
            case BlockHeader header -> {
                listener.announced(header.ref());
                assembler.add(record, header);
            }
            case BlockTransaction transaction -> assembler.add(record, transaction);
            case UndecodableRecord undecodable -> bad(record, undecodable.problem());
        }
    }

    private static Set<SourcePartition> with(Set<SourcePartition> some, Set<SourcePartition> more) {
        if (more.isEmpty()) {
            return some;
        }
        Set<SourcePartition> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    private void bad(SourceRecord record, String what) {
        switch (config.onBadRecord()) {
            case DEAD_LETTER -> {
                deadLetters.put(record, what);
                listener.deadLettered();
            }
            case HALT ->
                throw new HaltException(new Halt(
                        HaltReason.BAD_RECORD,
                        what,
                        record.place(),
                        "Nothing after it was applied. Find out who published it. To go on without it, set"
                                + " pipeline.on-bad-record = dead-letter and start again: it is put aside in the topic"
                                + " dead-letters.topic, and a block that needed it stays incomplete."));
        }
    }
}
