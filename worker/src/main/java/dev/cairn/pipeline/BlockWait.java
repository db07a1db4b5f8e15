package dev.cairn.pipeline;

import dev.cairn.assemble.BlockAssembler;
import dev.cairn.model.BlockRef;
import dev.cairn.thread.Clocks;
import java.time.Instant;
import java.util.Optional;

/// Since when a block is waited for that was announced. A feed may stand still and be right, so waiting alone is no
/// fault, however long; but whoever looks has to see it, since nothing else shows that a transaction was lost beside
/// a partition that brings nothing.
///
/// Blocks wait all the time, for a moment; only what takes longer is told. **Threading:** the `apply` thread;
/// [#awaited()] from any.
final class BlockWait {
    private static final long MOMENT_MS = 1_000;

    private final Clocks clocks;
    private final PipelineListener listener;
    private Optional<BlockRef> block = Optional.empty();
    private Instant since = Instant.EPOCH;
    private long sinceMs;
    private long tellFromMs;
    private boolean isToldAsLong;
    private volatile Optional<AwaitedBlock> awaited = Optional.empty();

    BlockWait(Clocks clocks, PipelineListener listener) {
        this.clocks = clocks;
        this.listener = listener;
    }

    Optional<AwaitedBlock> awaited() {
        return awaited;
    }

    void look(BlockAssembler assembler) {
        Optional<BlockRef> now = assembler.awaitedBlock();
        if (!now.equals(block)) {
            block = now;
            since = clocks.timeOfDay().instant();
            sinceMs = clocks.forward().elapsedMs();
            tellFromMs = sinceMs + MOMENT_MS;
            tell(Optional.empty());
        } else if (now.isPresent() && clocks.forward().elapsedMs() >= tellFromMs) {
            // Transactions may come one by one, and to see what is missing takes a look at all that are there.
            tellFromMs = clocks.forward().elapsedMs() + MOMENT_MS;
            tell(Optional.of(new AwaitedBlock(now.get(), since, sinceMs, assembler.missing())));
        }
    }

    private void tell(Optional<AwaitedBlock> news) {
        boolean isLong =
                news.filter(one -> one.isWaitedForLong(clocks.forward())).isPresent();
        // Nothing may come any more, so that it takes long is news of its own.
        if (!news.equals(awaited) || isLong != isToldAsLong) {
            awaited = news;
            isToldAsLong = isLong;
            listener.awaiting(news);
        }
    }
}
