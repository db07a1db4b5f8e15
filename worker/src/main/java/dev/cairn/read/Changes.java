package dev.cairn.read;

import dev.cairn.model.BlockRef;
import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import java.util.Iterator;
import java.util.Optional;

/// Opens walks over changes.
final class Changes {
    private Changes() {}

    static Outcome<ChangeScan> of(Sight sight, HeightSelector selector, KeyRange range) {
        Answer<BlockRef> selected = Selection.of(sight, selector);
        if (selected instanceof Answer.Pruned<BlockRef>) {
            return Outcome.pruned(earliestWithStateBefore(sight));
        }
        return Outcome.of(selected, block -> {
            long height = block.height().value();
            boolean isFirst = sight.isFirst(height);
            long lowest = isFirst ? height : height - 1;
            if (sight.isPruned(lowest)) {
                return Outcome.pruned(earliestWithStateBefore(sight));
            }
            Iterator<StateKey> keys = sight.changedKeys(height, range);
            ChangeScan scan = isFirst
                    ? ListedChanges.ofFirst(keys, sight, range, height)
                    : ListedChanges.all(keys, sight, range, lowest, height);
            return Outcome.known(block, scan, lowest);
        });
    }

    static Outcome<ChangeScan> between(
            Sight sight, HeightSelector before, HeightSelector after, KeyRange range, ListBounds bounds) {
        return Outcome.of(
                Selection.of(sight, before),
                from -> Outcome.of(Selection.of(sight, after), to -> {
                    long fromHeight = from.height().value();
                    long toHeight = to.height().value();
                    long lowest = Math.min(fromHeight, toHeight);
                    Optional<Iterator<StateKey>> keys =
                            ChangedKeys.between(sight, lowest, Math.max(fromHeight, toHeight), range, bounds);
                    ChangeScan scan = keys.isPresent()
                            ? ListedChanges.differing(keys.get(), sight, range, fromHeight, toHeight)
                            : LockstepChanges.open(sight, range, fromHeight, toHeight);
                    return Outcome.known(to, scan, lowest);
                }));
    }

    private static long earliestWithStateBefore(Sight sight) {
        long earliest = sight.earliest();
        return sight.isFirst(earliest) ? earliest : earliest + 1;
    }
}
