package dev.cairn.storage;

import dev.cairn.model.KeyRange;
import dev.cairn.model.ResumeOffsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// One shard on disk: the state at every height from [#earliestHeight()] to the committed one.
///
/// The only way to write chain data is [AtomicWrite#commit], which takes the position with it, so nothing is ever
/// stored without the offsets to go on from. **Threading:** one thread writes (everything here that changes
/// something, but [#compact()] and [#checkpoint]); [#reader()], its reads, [#committed()], [#earliestHeight()],
/// [#verifyCopied] and [#stats()] may be called from any.
/// Everything may throw a [StorageFault].
public interface Storage extends AutoCloseable {
    /// Where the last committed write ended; readable from here.
    Optional<CommittedPosition> committed();

    /// What survives a loss of power. With [Durability#WAL] it is what is committed; with [Durability#KAFKA] it
    /// follows when the memtables are on disk, and only up to here may offsets be told to Kafka.
    Optional<CommittedPosition> durable();

    /// The first thing that anybody who read or wrote has found not to be what was written; empty if nobody has. It
    /// stays until the storage is opened anew.
    default Optional<StorageFault.Corrupt> damage() {
        return Optional.empty();
    }

    /// Whether what is committed is durable at once, and not only later.
    boolean everyCommitLasts();

    /// The oldest height that can be read; means something once a write was committed.
    long earliestHeight();

    /// The height that history began at: below it there never was anything. Empty if nothing is stored, and if the
    /// very first write left out what lay below its floor.
    OptionalLong firstHeight();

    /// The next write. There is one at a time: beginning another forgets what was not committed.
    AtomicWrite beginWrite();

    /// Reads from any thread, as many at once as wanted; valid as long as the storage is open.
    StorageReader reader();

    /// Forgets what is older than a height, which may not pass the committed one: durably first, then the horizon of
    /// the state, then blocks and changed keys below. The state's space comes back as compaction runs.
    void raiseFloor(long earliestHeight);

    /// Prepares to make an older height the last one again, which costs what was changed above it. Later blocks may
    /// differ from those that were there. Where more was changed than is to be in memory, a height between
    /// becomes the last one, and the next write goes on from there. It is the next write: beginning another
    /// forgets it, if it was not committed.
    ///
    /// @param goOnFrom  from where that height's block said to go on reading, to where to go on now
    RewindWrite beginRewind(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom);

    /// Goes all the way, in as many writes as it takes. If one fails, those before it stand.
    default RewindReport rewind(long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) {
        RewindReport report = beginRewind(toHeight, goOnFrom).commit();
        while (report.toHeight() > toHeight) {
            report = report.and(beginRewind(toHeight, goOnFrom).commit());
        }
        return report;
    }

    /// The same, going on reading where that height's block said.
    default RewindReport rewind(long toHeight) {
        return rewind(toHeight, UnaryOperator.identity());
    }

    /// A consistent copy as of a commit, by hard links where the file system can. It may be made beside the writer,
    /// who goes on meanwhile: then it is as of the last commit there was at its end or an earlier one.
    ///
    /// @param emptyTarget  a directory that is empty or does not exist yet
    /// @param earlier      one that was made before: what cannot be linked and is in it need not be copied again
    void checkpoint(Path emptyTarget, Optional<Path> earlier);

    /// The same without one.
    default void checkpoint(Path emptyTarget) {
        checkpoint(emptyTarget, Optional.empty());
    }

    /// Reads every block of a table in such a copy, from any thread. It is the same file as the table here: what turns
    /// out damaged is [#damage()] of this storage too.
    void verifyCopied(Path table);

    /// Writes what is still in memtables to files; all that is committed is durable afterwards.
    void flushMemtables();

    /// Compacts everything, and drops what lies below the floor. It takes long and costs a lot of I/O. Another thread
    /// than the one that writes may do it meanwhile, one at a time; closing cuts it off.
    void compact();

    /// As [#compact()], for a slice of the state only.
    void compact(KeyRange slice);

    /// What the state takes on disk, and how to give back what nobody can ask for.
    StoredSpace space();

    StorageStats stats();

    /// Changes how what is written from now on is treated. What can be read stays the same.
    void pace(Pace pace);

    /// Waits for the reads under way; later ones get [StorageFault.Closed]. May be called again.
    @Override
    void close();
}
