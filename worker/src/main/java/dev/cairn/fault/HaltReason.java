package dev.cairn.fault;

import java.util.Locale;

/// Why a worker stops applying blocks; also the label of its metric.
public enum HaltReason {
    /// A record that is no event.
    BAD_RECORD(false),
    /// Heights are missing, or a block event connects to nothing that is known.
    GAP(false),
    /// The same block or transaction again, with other content.
    CONFLICT(false),
    /// Transactions of a block are missing though their partitions have gone on.
    INCOMPLETE_BLOCK(false),
    /// What waits to become a whole block needs more memory than it may have.
    BUFFER_FULL(false),
    /// A reorganisation that would drop final blocks.
    DEEP_REORG(false),
    /// A block's changes are not those that its producer announced.
    DIGEST_MISMATCH(false),
    /// A transaction handler threw.
    HANDLER_FAILED(false),
    /// Offsets that are still needed are no longer in Kafka, or not yet again.
    OFFSETS_GONE(false),
    /// Another cluster or another topic of the same name.
    SOURCE_REPLACED(false),
    /// Kafka does not let us read, or has no topics that are laid out as configured.
    SOURCE_REFUSED(true),
    /// What Kafka holds, or sent, is not what was published.
    SOURCE_DAMAGED(true),
    /// No space left.
    DISK_FULL(true),
    /// What is on disk is not what was written.
    STORAGE_CORRUPT(false),
    /// The disk fails again and again.
    STORAGE_FAILED(true),
    /// A mistake of ours.
    INTERNAL(false);

    private final boolean mayPass;

    HaltReason(boolean mayPass) {
        this.mayPass = mayPass;
    }

    /// Whether the cause can go while the worker stands: then it tries again by itself.
    public boolean mayPass() {
        return mayPass;
    }

    /// As in metrics, `/readyz` and logs.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
