package dev.cairn.flush;

import dev.cairn.model.ResumeOffsets;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.RewindWrite;
import dev.cairn.storage.Storage;
import java.util.function.UnaryOperator;

/// Makes an older block the last one again, on disk and in memory: the way to rewind while there are readers, who
/// see both sides as they were before a step or both as they are after it. **Threading:** whoever rewinds, while nobody
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

    /// The same, with another place to go on reading from than that height's block has. A long way is gone in
    /// several steps, after each of which readers see a block between as the last one. If one fails that is not the
    /// first, that block stays the last one, as the report says: whoever goes on meets what was in the way.
    public RewindReport rewind(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) {
        RewindReport report = step(toHeight, goOnFrom);
        while (report.toHeight() > toHeight) {
            try {
                report = report.and(step(toHeight, goOnFrom));
            } catch (RuntimeException _) {
                return report;
            }
        }
        return report;
    }

    /// Readers wait for the write alone, and not for its making.
    private RewindReport step(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) {
        RewindWrite write = storage.beginRewind(toHeight, goOnFrom);
        return memory.rewind(
                write::commit, _ -> storage.committed().orElseThrow().block());
    }
}
