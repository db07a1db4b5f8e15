package dev.cairn.read;

import dev.cairn.model.BlockHash;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.MvccReader;
import dev.cairn.storage.HeightPrunedException;
import dev.cairn.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads the state as of any height, and how it came to be. **Threading:** any thread.
///
/// A read takes its view of memory first and looks at the disk second. Memory lets go of a version only after it
/// is on disk, so every version is found in at least one of the two, and where it is in both it is the same. The
/// view fixes block and branch once ([Sight]); a rewind, which changes both sides, makes a read begin again, and
/// so does a floor that passes it. So an answer is of whole blocks of one branch.
///
/// An answer names the block it was read at. Who reads page by page asks for the following pages at the height of
/// that block and compares the hash: if it is another one, a reorg came between, and the pages do not belong
/// together.
public final class StateReader {
    private final MvccReader memory;
    private final Disk disk;
    private final ListBounds bounds;

    public StateReader(MvccReader memory, Storage storage, ReadConfig config) {
        this(memory, storage, config, ListBounds.STANDARD);
    }

    StateReader(MvccReader memory, Storage storage, ReadConfig config, ListBounds bounds) {
        this.memory = memory;
        this.bounds = bounds;
        disk = new Disk(storage, new DiskReadGate(config));
    }

    /// The value of a key; empty if it has none at that height.
    public Answer<Optional<StateValue>> get(StateKey key, HeightSelector selector) {
        return read(sight -> Outcome.at(
                sight, selector, block -> sight.value(key, block.height().value())));
    }

    /// The values of several keys, as of one block, in their order.
    public Answer<List<Optional<StateValue>>> getAll(List<StateKey> keys, HeightSelector selector) {
        return getAll(keys, selector, Long.MAX_VALUE);
    }

    /// The values of several keys, unless there is more to be read from disk than so many bytes.
    ///
    /// @throws ValuesTooLargeException  if there is
    public Answer<List<Optional<StateValue>>> getAll(List<StateKey> keys, HeightSelector selector, long bytesMax) {
        return read(sight -> Outcome.at(
                sight, selector, block -> sight.values(keys, block.height().value(), bytesMax)));
    }

    /// A scan over the keys of a range that have a value. It stays what it is while blocks are applied, dropped,
    /// flushed, pruned and rewound, and has to be closed. It can be resumed: scan what is left of the range
    /// ([KeyRange#after], [KeyRange#before]) at the same height.
    public Answer<StateScan> scan(KeyRange range, ScanDirection direction, HeightSelector selector) {
        return read(
                sight -> Outcome.at(
                        sight,
                        selector,
                        block -> sight.scan(range, direction, block.height().value())),
                StateScan::close);
    }

    /// The block that a selector names now.
    public Answer<BlockInfo> block(HeightSelector selector) {
        return read(sight ->
                Outcome.at(sight, selector, block -> sight.info(block.height().value())));
    }

    /// The block with a hash, if it is on the visible branch and not pruned.
    public Optional<BlockInfo> block(BlockHash hash) {
        return untorn(sight -> Optional.of(sight.info(hash)), _ -> {});
    }

    /// The versions of a key up to a block, newest first. A page that begins below the earliest height is
    /// answered as far as something is known, see [KeyVersion.WrittenAtOrBefore]; one that ends below it is
    /// pruned.
    public Answer<KeyHistory> history(StateKey key, HeightSelector selector, HistoryPage page) {
        return read(sight -> Outcome.of(Selection.of(sight, selector), block -> {
            long earliest = sight.earliest();
            long toHeight = Math.min(block.height().value(), page.toHeight().value());
            return toHeight < earliest
                    ? Outcome.pruned(earliest)
                    : Outcome.known(block, HistoryRead.page(sight, key, page, earliest, toHeight), earliest);
        }));
    }

    /// Every key of a range that a block wrote, with its values before and after; one that was given the value it
    /// had is among them. The state before the earliest block is known only if there never was an older one;
    /// otherwise [Answer.Pruned] names the block after it.
    public Answer<ChangeScan> changesOf(HeightSelector block, KeyRange range) {
        return read(sight -> Changes.of(sight, block, range), ChangeScan::close);
    }

    /// The keys of a range whose value at one block differs from that at another. Either may be the higher one; the
    /// answer is read at the second.
    public Answer<ChangeScan> changesBetween(HeightSelector before, HeightSelector after, KeyRange range) {
        return read(sight -> Changes.between(sight, before, after, range, bounds), ChangeScan::close);
    }

    private <T> Answer<T> read(Function<Sight, Outcome<T>> look) {
        return read(look, _ -> {});
    }

    private <T> Answer<T> read(Function<Sight, Outcome<T>> look, Consumer<T> discard) {
        return untorn(sight -> unlessPruned(sight, look.apply(sight), discard), outcome -> outcome.discard(discard))
                .answer();
    }

    /// Memory may answer without asking the disk, so the floor is checked here too, after reading.
    private static <T> Optional<Outcome<T>> unlessPruned(Sight sight, Outcome<T> outcome, Consumer<T> discard) {
        if (sight.isPruned(outcome.lowestHeight())) {
            outcome.discard(discard);
            return Optional.empty();
        }
        return Optional.of(outcome);
    }

    /// Looks until neither a rewind nor a rising floor came between.
    private <R> R untorn(Function<Sight, Optional<R>> look, Consumer<R> discard) {
        return memory.rewinds().read(epoch -> untilKept(look, epoch), discard);
    }

    private <R> R untilKept(Function<Sight, Optional<R>> look, long epoch) {
        while (true) {
            try {
                Optional<R> seen = look.apply(new Sight(memory.view(), disk, epoch));
                if (seen.isPresent()) {
                    return seen.get();
                }
            } catch (HeightPrunedException _) {
                // The next look knows the new floor.
            }
        }
    }
}
