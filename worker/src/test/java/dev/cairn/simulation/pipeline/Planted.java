package dev.cairn.simulation.pipeline;

/// Bugs that somebody could make, played by the stations around the loops. The simulation has to find each of them.
enum Planted {
    NONE("nobody"),
    /// The stored offsets lie one record too far.
    RESUMES_ONE_TOO_FAR("TheWorkerReachesTheTip"),
    /// A write is said to be done while it is still on its way, so memory lets go too early.
    SAID_DURABLE_TOO_EARLY("NoReaderSeesPartOfABlock"),
    /// Kafka is told how far was read, not how far is durable.
    TOLD_WHAT_WAS_READ("OffsetsToldAreDurable"),
    /// A fetch that failed has moved the position all the same.
    FAILED_FETCH_SKIPS("TheWorkerReachesTheTip"),
    /// After a rewind the fork block's own place to go on from is taken, so the old branch's events count again.
    REWIND_FORGETS_THE_ANNOUNCEMENT("TheWorkerReachesTheTip"),
    /// After a rewind the new branch may lose again what had been final before, by a late copy of what it replaced.
    REWIND_FORGETS_WHAT_WAS_FINAL("TheWorkerReachesTheTip"),
    /// A handler keeps what it has computed, beside the state.
    HANDLER_REMEMBERS("NoReaderSeesPartOfABlock"),
    /// Deletes get lost on their way to the disk.
    DELETES_GET_LOST("NoReaderSeesPartOfABlock"),
    /// The floor rises above what retention wants.
    FORGETS_TOO_MUCH("OnlyWhatNobodyWantsIsForgotten"),
    /// A bad record is taken for put aside though that failed.
    DEAD_LETTER_LOST("EveryBadRecordIsPutAside");

    private final String foundBy;

    Planted(String foundBy) {
        this.foundBy = foundBy;
    }

    /// The promise that it breaks, as the checker's message begins.
    String foundBy() {
        return foundBy;
    }
}
