package dev.cairn.api;

import dev.cairn.http.ReplyBody;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.read.ReadsEndedException;
import dev.cairn.thread.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// One client's stream of blocks as they are applied and replaced, as server-sent events.
///
/// It is the stream that looks for what comes next, when the client has taken what came before. So nothing piles up for
/// a client that is slow, and the worker never waits for one. Where nothing comes next it waits for the marks to move.
///
/// It ends when the worker stops, or when what comes next was pruned before the client had taken it. It does not say
/// which: a client has to be ready for an end without words anyhow, connects again with its last id, and is told then.
/// **Threading:** one thread writes, any closes.
final class BlockStream implements ReplyBody.Streamed {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int STEPS_AT_ONCE = 64;

    private final FollowedChain chain;
    private final MarkBoard marks;
    private final Duration heartbeatAfter;
    private final Semaphore oldBlocks;
    private final SharedEvents shared;
    private final Runnable onClose;
    private final BlockStreamEvents events = new BlockStreamEvents();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Deadline heartbeat;

    /// @param oldBlocks  whoever holds a permit may read blocks from the disk
    /// @param shared     with the other streams of the shard
    BlockStream(
            FollowedChain chain,
            MarkBoard marks,
            Duration heartbeatAfter,
            Semaphore oldBlocks,
            SharedEvents shared,
            Runnable onClose) {
        this.chain = chain;
        this.marks = marks;
        this.heartbeatAfter = heartbeatAfter;
        this.oldBlocks = oldBlocks;
        this.shared = shared;
        this.onClose = onClose;
        heartbeat = Deadline.in(heartbeatAfter);
        events.retryAfter(RETRY_AFTER);
    }

    /// Takes the first step, to see whether there is anything to follow.
    FollowedStep begin() {
        Marks before = marks.now();
        FollowedStep first = chain.next(before.finalized());
        var _ = tell(first, before);
        return first;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Turn turn = Turn.MORE;
        while (turn != Turn.END && !Thread.currentThread().isInterrupted()) {
            Marks before = marks.now();
            turn = turn(before, out);
            if (turn == Turn.WAIT && !marks.awaitChange(before, heartbeat)) {
                turn = marks.isClosed() ? Turn.END : Turn.MORE;
                events.heartbeat();
            }
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }

    /// What to do after a turn.
    enum Turn {
        MORE,
        WAIT,
        END
    }

    /// Sends what comes next.
    ///
    /// @param before  the marks before this turn
    Turn turn(Marks before, OutputStream out) throws IOException {
        Turn turn = untilReadsEnd(() -> isBehind(before) ? takeWithPermit(before) : take(before));
        if (!events.isEmpty()) {
            events.sendTo(out);
            heartbeat = Deadline.in(heartbeatAfter);
        }
        return turn;
    }

    private static Turn untilReadsEnd(Supplier<Turn> take) {
        try {
            return take.get();
        } catch (ReadsEndedException _) {
            return Turn.END;
        }
    }

    private boolean isBehind(Marks before) {
        FollowedBranch taken = chain.branch();
        return !taken.isEmpty()
                && taken.newest().height().value() < before.flushed().orElse(-1);
    }

    // A thousand clients that begin at the first block may not keep all others from the disk.
    private Turn takeWithPermit(Marks before) {
        try {
            oldBlocks.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Turn.END;
        }
        try {
            return take(before);
        } finally {
            oldBlocks.release();
        }
    }

    private Turn take(Marks before) {
        Turn turn = Turn.MORE;
        for (int steps = 0; steps < STEPS_AT_ONCE && turn == Turn.MORE; steps++) {
            turn = tell(chain.next(before.finalized()), before);
        }
        return turn;
    }

    private Turn tell(FollowedStep step, Marks before) {
        return switch (step) {
            case FollowedStep.Applied(var block) -> {
                events.add(shared.applied(block, before.finalized(), BlockStreamId.of(chain.branch())));
                yield Turn.MORE;
            }
            case FollowedStep.RolledBack(var to, var from) -> {
                events.rolledBack(to, from, BlockStreamId.of(chain.branch()));
                yield Turn.MORE;
            }
            case FollowedStep.Reset(var next) -> {
                events.reset(next);
                yield Turn.MORE;
            }
            case FollowedStep.Nothing _ -> Turn.WAIT;
            case FollowedStep.Pruned _ -> Turn.END;
        };
    }
}
