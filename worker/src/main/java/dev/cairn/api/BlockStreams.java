package dev.cairn.api;

import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Reply;
import dev.cairn.marks.MarkBoard;
import dev.cairn.model.BlockHeight;
import dev.cairn.read.StateReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The streams of one shard: as many as are allowed. **Threading:** any thread.
public final class BlockStreams {
    static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final int OLD_BLOCKS_AT_ONCE = 2;

    private final StateReader reader;
    private final MarkBoard marks;
    private final BlockStreamConfig config;
    private final Semaphore free;
    private final SharedEvents events = new SharedEvents();
    private final Semaphore oldBlocks = new Semaphore(OLD_BLOCKS_AT_ONCE, true);

    public BlockStreams(StateReader reader, MarkBoard marks, BlockStreamConfig config) {
        this.reader = reader;
        this.marks = marks;
        this.config = config;
        free = new Semaphore(config.streamsMax());
    }

    /// How many there are now.
    public int count() {
        return config.streamsMax() - free.availablePermits();
    }

    /// Begins a stream, which the server writes and closes.
    ///
    /// @param from         of which height the first block is to be, no lower one being sent; empty for the newest
    /// @param lastEventId  of the last event that the client had, to go on after it
    /// @throws RefusedException  if what comes first is not there, the id is none, or too many follow
    public Reply open(Optional<BlockHeight> from, Optional<String> lastEventId) {
        BlockStream stream = begin(from, lastEventId);
        // Some proxies would gather events until they have a bufferful.
        return Reply.stream("text/event-stream", stream)
                .with("Cache-Control", "no-store")
                .with("X-Accel-Buffering", "no");
    }

    BlockStream begin(Optional<BlockHeight> from, Optional<String> lastEventId) {
        Optional<BlockStreamId> id = lastEventId.filter(text -> !text.isBlank()).map(BlockStreams::parse);
        FollowedBranch branch = id.map(one -> one.branch(lowest(from))).orElseGet(() -> FollowedBranch.of(List.of()));
        if (!free.tryAcquire()) {
            throw tooMany();
        }
        BlockStream stream = new BlockStream(
                new FollowedChain(reader, from, branch), marks, config.heartbeat(), oldBlocks, events, free::release);
        try {
            checkFirst(stream.begin(), from.filter(_ -> id.isEmpty()));
            return stream;
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    // The parent of the first block that is wanted is where a client may be sent back to, and no lower one.
    private static long lowest(Optional<BlockHeight> from) {
        return from.map(height -> height.value() - 1).orElse(0L);
    }

    private static BlockStreamId parse(String text) {
        return BlockStreamId.parse(text)
                .orElseThrow(() -> new RefusedException(
                        Problem.badParameter(LAST_EVENT_ID, Optional.of(text), BlockStreamId.ACCEPTED)));
    }

    /// @param asked  empty for a client that goes on: it waits until the chain is where it was
    private static void checkFirst(FollowedStep first, Optional<BlockHeight> asked) {
        if (first instanceof FollowedStep.Pruned(var earliest)) {
            throw pruned(earliest);
        }
        if (first instanceof FollowedStep.Nothing(var applied)
                && applied.isPresent()
                && asked.filter(height -> height.value() > applied.get().value() + 1)
                        .isPresent()) {
            throw notYetApplied(asked.get(), applied.get());
        }
    }

    private static RefusedException pruned(BlockHeight earliest) {
        return Unanswered.pruned(
                earliest,
                "the block that would come next is not kept any more; the earliest height kept is " + earliest
                        + ". Begin anew with from = " + earliest + " or a higher one, and without " + LAST_EVENT_ID);
    }

    private static RefusedException notYetApplied(BlockHeight from, BlockHeight applied) {
        return Unanswered.notYetApplied(
                Map.of("applied", applied.value()),
                "from is " + from + ", but the newest height is " + applied
                        + "; begin at most one above it, or ask again later");
    }

    private RefusedException tooMany() {
        return Unanswered.overloaded(
                "there are " + config.streamsMax()
                        + " streams of blocks already, and no more are allowed; try again later",
                Map.of("streamsMax", config.streamsMax()));
    }
}
