package dev.cairn.flush;

import java.time.Duration;
import java.util.Optional;

/// Decides when to flush; does nothing itself.
public final class FlushPolicy {
    private final FlushConfig config;

    public FlushPolicy(FlushConfig config) {
        this.config = config;
    }

    /// What waits to be flushed.
    ///
    /// @param blocks   final blocks in memory only
    /// @param bytes    memory they hold
    /// @param waiting  how long the oldest of them has been final
    public record Unflushed(int blocks, long bytes, Duration waiting) {}

    /// Why to flush now; empty while there is no reason to. Never without a final block: what can still be replaced
    /// stays in memory.
    public Optional<FlushTrigger> decide(Unflushed unflushed) {
        if (unflushed.blocks() == 0) {
            return Optional.empty();
        }
        if (unflushed.bytes() >= config.bufferedBytesMax()) {
            return Optional.of(FlushTrigger.MEMORY_BUDGET);
        }
        if (unflushed.blocks() >= config.blocks()) {
            return Optional.of(FlushTrigger.BLOCKS);
        }
        return unflushed.waiting().compareTo(config.interval()) >= 0
                ? Optional.of(FlushTrigger.INTERVAL)
                : Optional.empty();
    }
}
