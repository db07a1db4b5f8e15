package dev.cairn.pipeline;

import dev.cairn.fault.HaltException;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.marks.MarkBoard;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.source.RecordSource;
import dev.cairn.source.SourceUnavailableException;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Operators who want an older block to be the last one again, one after the other.
///
/// The block is made final and flushed first, if it is not, so that the disk can be rewound to it, with the
/// offsets of that block. That makes it the newest final one, as after a restart: to leave it open to
/// a reorganisation, what led to it would have to be read again, and until then nobody could read it.
///
/// As long as somebody waits, no block is applied. What the disk does not take is tried again, like a round. If it
/// took a part of the way, the wish stays, and is gone on with from there.
/// **Threading:** any asks; the rest is the `apply` thread's.
final class Rewinds {
    private final Storage storage;
    private final MvccStore memory;
    private final RecordSource source;
    private final MarkBoard marks;
    private final Flushing flushing;
    private final Backlog backlog;
    private final Queue<Wish> waiting = new ConcurrentLinkedQueue<>();

    Rewinds(Stations stations, MarkBoard marks, Flushing flushing, Backlog backlog) {
        storage = stations.storage();
        memory = stations.memory();
        source = stations.source();
        this.marks = marks;
        this.flushing = flushing;
        this.backlog = backlog;
    }

    private record Wish(long toHeight, CompletableFuture<Rewinding> outcome) {}

    CompletableFuture<Rewinding> add(long toHeight) {
        Wish wish = new Wish(toHeight, new CompletableFuture<>());
        waiting.add(wish);
        return wish.outcome();
    }

    boolean areWanted() {
        return !waiting.isEmpty();
    }

    /// The next step for whoever is first. Those whose wish cannot be are told so and passed over.
    Optional<StorageJob> next() {
        for (Wish wish = waiting.peek(); wish != null; wish = waiting.peek()) {
            Optional<Rewinding> objection = objection(wish.toHeight());
            if (objection.isEmpty()) {
                return Optional.of(stepTo(wish.toHeight()));
            }
            waiting.remove();
            wish.outcome().complete(objection.get());
        }
        return Optional.empty();
    }

    /// @param applied  the newest block until then
    void done(long applied, RewindReport report) {
        Wish wish = waiting.remove();
        wish.outcome().complete(new Rewinding.Done(applied, report));
    }

    /// Trying again would not help.
    void failed(RuntimeException cause) {
        Wish wish = waiting.remove();
        wish.outcome().completeExceptionally(cause);
    }

    private StorageJob stepTo(long height) {
        if (heightOf(memory.finalized()) < height) {
            memory.finalizeUpTo(height);
            marks.applied(heightOf(memory.applied()), height);
        }
        return flushing.roundFrom(height, FlushTrigger.BEFORE_REWIND)
                .<StorageJob>map(round -> new StorageJob.Flush(round, backlog.pace()))
                .orElseGet(() -> new StorageJob.Rewind(height, Optional.empty()));
    }

    private Optional<Rewinding> objection(long height) {
        Optional<BlockFacts> block = block(height);
        if (block.isEmpty()) {
            return Optional.of(new Rewinding.OutOfReach(earliest(), marks.now().applied()));
        }
        try {
            source.checkReadable(block.get().resumeAfter());
            return Optional.empty();
        } catch (HaltException e) {
            return Optional.of(new Rewinding.NotReadable(e.halt().what()));
        } catch (SourceUnavailableException e) {
            return Optional.of(new Rewinding.NotReadable(String.valueOf(e.getMessage())));
        }
    }

    private Optional<BlockFacts> block(long height) {
        Optional<BlockFacts> inMemory = memory.view().block(height).map(BlockLayer::facts);
        if (inMemory.isPresent()) {
            return inMemory;
        }
        boolean isKept = storage.committed()
                .filter(stored -> height <= stored.height() && height >= storage.earliestHeight())
                .isPresent();
        return isKept ? storage.reader().block(height).map(BlockRecord::facts) : Optional.empty();
    }

    private OptionalLong earliest() {
        return storage.committed().isPresent()
                ? OptionalLong.of(storage.earliestHeight())
                : memory.view().blocks().stream().mapToLong(BlockLayer::height).findFirst();
    }

    private static long heightOf(Optional<BlockRef> block) {
        return block.map(ref -> ref.height().value()).orElse(-1L);
    }
}
