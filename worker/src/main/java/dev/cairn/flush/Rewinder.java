package dev.cairn.flush;

import dev.cairn.model.ResumeOffsets;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import java.util.function.UnaryOperator;

/// Makes an older block the last one again, on disk and in memory: the way to rewind while there are readers, who
/// see both sides as they were before or both as they are after. **Threading:** whoever rewinds, while nobody
/// else writes to either side.
public final class Rewinder {
    private final MvccStore memory;
    private final Storage storage;

    public Rewinder(MvccStore memory, Storage storage) {
        this.memory = memory;
        this.storage = storage;
    }

    /// Goes back to a height that is on disk; what memory held, final or not, is forgotten.
    public RewindReport rewind(long toHeight) {
        return rewind(toHeight, UnaryOperator.identity());
    }

    /// The same, with another place to go on reading from than that height's block has.
    public RewindReport rewind(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) {
        return memory.rewind(
                () -> storage.rewind(toHeight, goOnFrom),
                _ -> storage.committed().orElseThrow().block());
    }
}
