package dev.cairn.flush;

/// Why a flush happens; also the label of its metrics.
public enum FlushTrigger {
    BLOCKS,
    INTERVAL,
    MEMORY_BUDGET,
    BEFORE_REWIND,
    MANUAL,
    SHUTDOWN
}
