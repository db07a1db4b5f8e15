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
    public record Backlog(int blocks, long bytes, Duration waiting) {}

    /// Why to flush now; empty while there is no reason to. Never without a final block: what can still be replaced
    /// stays in memory.
    public Optional<FlushTrigger> decide(Backlog backlog) {
        if (backlog.blocks() == 0) {
            return Optional.empty();
        }
        if (backlog.bytes() >= config.bufferedBytesMax()) {
            return Optional.of(FlushTrigger.MEMORY_BUDGET);
        }
        if (backlog.blocks() >= config.blocks()) {
            return Optional.of(FlushTrigger.BLOCKS);
        }
        return backlog.waiting().compareTo(config.interval()) >= 0
                ? Optional.of(FlushTrigger.INTERVAL)
                : Optional.empty();
    }
}
