package dev.cairn.read;

import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.Storage;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Lets a ledger grow as the worker will: one thread applies, replaces and finalizes blocks and lets go of them,
/// while another flushes and prunes.
final class LedgerWriter {
    private static final int KEPT_HEIGHTS = 60;

    private final Storage storage;
    private final LedgerChain ledger;
    private final Random random;
    private final ExecutorService storageThread;
    private final MvccStore memory =
            new MvccStore(new MvccConfig(2, 20_000, Duration.ofMinutes(1)), Optional.empty(), ForwardClock.fromNow());
    /// The branch from the newest final block on.
    private final List<BlockRef> branch = new ArrayList<>();

    private volatile long newestHeight;
    private long floor;
    private Optional<Future<Long>> flushing = Optional.empty();

    LedgerWriter(Storage storage, LedgerChain ledger, Random random, ExecutorService storageThread) {
        this.storage = storage;
        this.ledger = ledger;
        this.random = random;
        this.storageThread = storageThread;
        apply(ledger.first());
    }

    MvccStore memory() {
        return memory;
    }

    long newestHeight() {
        return newestHeight;
    }

    void step() throws ExecutionException, InterruptedException {
        switch (random.nextInt(12)) {
            case 0, 1 -> reorg();
            case 2, 3 -> finalizeSome();
            case 4, 5 -> flush();
            case 6 -> prune();
            case 7 -> memory.trimCache();
            default -> apply(ledger.after(branch.getLast()));
        }
        if (flushing.isPresent() && flushing.get().isDone()) {
            release();
        }
    }

    /// Lets go of what the flush under way has written, once it has.
    void release() throws ExecutionException, InterruptedException {
        if (flushing.isPresent()) {
            memory.release(flushing.get().get());
            flushing = Optional.empty();
        }
    }

    private void apply(Block block) {
        branch.add(block.ref());
        var _ = memory.apply(block);
        newestHeight = block.height();
    }

    /// Another branch, which is longer or not, takes the place of some blocks.
    private void reorg() {
        int kept = 1 + random.nextInt(branch.size());
        var _ = memory.dropAbove(branch.get(kept - 1));
        branch.subList(kept, branch.size()).clear();
        for (int i = random.nextInt(4); i > 0; i--) {
            apply(ledger.after(branch.getLast()));
        }
    }

    private void finalizeSome() {
        int count = random.nextInt(branch.size());
        memory.finalizeUpTo(branch.get(count).height().value());
        branch.subList(0, count).clear();
    }

    private void flush() throws ExecutionException, InterruptedException {
        release();
        List<BlockLayer> unflushed = memory.unflushed();
        if (unflushed.isEmpty()) {
            return;
        }
        List<BlockLayer> round = List.copyOf(unflushed.subList(0, 1 + random.nextInt(unflushed.size())));
        long last = round.getLast().height();
        OptionalLong newFloor = random.nextInt(4) == 0 ? OptionalLong.of(raisedFloor(last)) : OptionalLong.empty();
        FlushRound flush = new FlushRound(
                FlushTrigger.MANUAL, round, branch.getFirst().height().value(), newFloor);
        flushing = Optional.of(
                storageThread.submit(() -> new Flusher(storage).flush(flush).toHeight()));
    }

    private void prune() throws ExecutionException, InterruptedException {
        release();
        storage.committed().ifPresent(position -> {
            long raised = raisedFloor(position.height());
            storageThread.execute(() -> storage.raiseFloor(raised));
        });
    }

    private long raisedFloor(long height) {
        floor = Math.max(floor, height - random.nextInt(KEPT_HEIGHTS));
        return floor;
    }
}
