package dev.cairn.read;

import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes of keys that are known already; their values are read when the walk comes to them, from states that were
/// pinned when it was opened.
final class ListedChanges implements ChangeScan {
    private final List<StateKey> keys;
    private final Optional<PinnedState> before;
    private final PinnedState after;
    private final boolean onlyDiffering;
    private int position;
    private @Nullable KeyChange change;

    private ListedChanges(List<StateKey> keys, Optional<PinnedState> before, PinnedState after, boolean onlyDiffering) {
        this.keys = keys;
        this.before = before;
        this.after = after;
        this.onlyDiffering = onlyDiffering;
    }

    /// Every key, with its values at two heights.
    static ListedChanges all(List<StateKey> keys, Sight sight, KeyRange range, long before, long after) {
        return open(keys, sight, range, before, after, false);
    }

    /// The keys whose values at two heights differ.
    static ListedChanges differing(List<StateKey> keys, Sight sight, KeyRange range, long before, long after) {
        return open(keys, sight, range, before, after, true);
    }

    /// Every key of the first block of all: before it there was no state.
    static ListedChanges ofFirst(List<StateKey> keys, Sight sight, KeyRange range, long height) {
        return new ListedChanges(keys, Optional.empty(), sight.pinned(range, height), false);
    }

    private static ListedChanges open(
            List<StateKey> keys, Sight sight, KeyRange range, long before, long after, boolean onlyDiffering) {
        PinnedState stateBefore = sight.pinned(range, before);
        try {
            return new ListedChanges(keys, Optional.of(stateBefore), sight.pinned(range, after), onlyDiffering);
        } catch (RuntimeException e) {
            stateBefore.close();
            throw e;
        }
    }

    @Override
    public boolean next() {
        while (position < keys.size()) {
            StateKey key = keys.get(position++);
            Optional<StateValue> valueBefore = before.flatMap(state -> state.value(key));
            Optional<StateValue> valueAfter = after.value(key);
            if (!onlyDiffering || !valueBefore.equals(valueAfter)) {
                change = new KeyChange(key, valueBefore, valueAfter);
                return true;
            }
        }
        change = null;
        return false;
    }

    @Override
    public KeyChange change() {
        return StateScan.standingAt(change);
    }

    @Override
    public void close() {
        before.ifPresent(PinnedState::close);
        after.close();
    }
}
