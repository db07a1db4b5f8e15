package dev.cairn.pipeline;

import dev.cairn.flush.FlushConfig;
import dev.cairn.flush.FlushPolicy;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Steps 5 and 6: looks whether it is time to flush, and freezes what goes. **Threading:** the `apply` thread.
final class Flushing {
    /// A round stops growing here. Its versions are sorted by key and copied from all over its blocks: as long as they
    /// fit into the processor's caches, that takes a quarter less of its time than in rounds of 64 MiB.
    static final long ROUND_BYTES_MAX = 8 << 20;

    private static final long NOTHING_WAITS = -1;

    private final FlushConfig config;
    private final FlushPolicy policy;
    private final MvccStore memory;
    private final Function<List<BlockLayer>, OptionalLong> retention;
    private final ForwardClock clock;
    /// Since when the oldest final block waits, as far as was looked; [#NOTHING_WAITS] if there is none.
    private long waitingSinceMs = NOTHING_WAITS;
    /// The same for the round that was frozen last.
    private long roundWaitedSinceMs = NOTHING_WAITS;

    /// @param retention  which floor is to rise with a round
    Flushing(
            FlushConfig config,
            MvccStore memory,
            Function<List<BlockLayer>, OptionalLong> retention,
            ForwardClock clock) {
        this.config = config;
        this.memory = memory;
        this.retention = retention;
        this.clock = clock;
        policy = new FlushPolicy(config);
    }

    /// Whether memory holds so many final blocks that no more may come before some are on disk.
    boolean isFull() {
        return memory.unflushedBytes() >= config.bufferedBytesMax();
    }

    /// A round, if there is a reason for one now.
    Optional<FlushRound> dueRound() {
        List<BlockLayer> unflushed = memory.unflushed();
        if (unflushed.isEmpty()) {
            waitingSinceMs = NOTHING_WAITS;
            return Optional.empty();
        }
        if (waitingSinceMs == NOTHING_WAITS) {
            waitingSinceMs = clock.elapsedMs();
        }
        Duration waiting = Duration.ofMillis(clock.elapsedMs() - waitingSinceMs);
        return policy.decide(new FlushPolicy.Unflushed(unflushed.size(), memory.unflushedBytes(), waiting))
                .map(trigger -> round(trigger, unflushed));
    }

    /// A round of what is final, for another reason; empty if everything is on disk.
    Optional<FlushRound> round(FlushTrigger trigger) {
        List<BlockLayer> unflushed = memory.unflushed();
        return unflushed.isEmpty() ? Optional.empty() : Optional.of(round(trigger, unflushed));
    }

    /// A round for whoever needs it, if the oldest of these blocks lies at that height or below.
    Optional<FlushRound> roundFrom(long height, FlushTrigger trigger) {
        List<BlockLayer> unflushed = memory.unflushed();
        return unflushed.isEmpty() || unflushed.getFirst().height() > height
                ? Optional.empty()
                : Optional.of(round(trigger, unflushed));
    }

    /// The round that was frozen last is not on disk: what was due is due still.
    void failed() {
        waitingSinceMs = roundWaitedSinceMs;
    }

    private FlushRound round(FlushTrigger trigger, List<BlockLayer> unflushed) {
        long left = ROUND_BYTES_MAX;
        int count = 0;
        while (count < unflushed.size() && (count == 0 || left > 0)) {
            left -= unflushed.get(count++).bytes();
        }
        roundWaitedSinceMs = waitingSinceMs;
        // What becomes final from now on waits from now on.
        waitingSinceMs = clock.elapsedMs();
        return new FlushRound(
                trigger,
                unflushed.subList(0, count),
                memory.finalized().orElseThrow().height().value(),
                floor(trigger, unflushed.subList(0, count)));
    }

    // What is to be gone back to must not be forgotten on the way there.
    private OptionalLong floor(FlushTrigger trigger, List<BlockLayer> round) {
        return trigger == FlushTrigger.BEFORE_REWIND ? OptionalLong.empty() : retention.apply(round);
    }
}
