package dev.cairn.read;

import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes of keys that are known already; their values are read when the walk comes to them, from states that were
/// pinned when it was opened.
final class ListedChanges implements ChangeScan {
    private final Iterator<StateKey> keys;
    private final Optional<PinnedState> before;
    private final PinnedState after;
    private final boolean onlyDiffering;
    private @Nullable StateKey key;
    private Optional<KeyChange> found = Optional.empty();

    private ListedChanges(
            Iterator<StateKey> keys, Optional<PinnedState> before, PinnedState after, boolean onlyDiffering) {
        this.keys = keys;
        this.before = before;
        this.after = after;
        this.onlyDiffering = onlyDiffering;
    }

    /// Every key, with its values at two heights.
    static ListedChanges all(Iterator<StateKey> keys, Sight sight, KeyRange range, long before, long after) {
        return open(keys, sight, range, before, after, false);
    }

    /// The keys whose values at two heights differ.
    static ListedChanges differing(Iterator<StateKey> keys, Sight sight, KeyRange range, long before, long after) {
        return open(keys, sight, range, before, after, true);
    }

    /// Every key of the first block of all: before it there was no state.
    static ListedChanges ofFirst(Iterator<StateKey> keys, Sight sight, KeyRange range, long height) {
        return new ListedChanges(keys, Optional.empty(), sight.pinned(range, height), false);
    }

    private static ListedChanges open(
            Iterator<StateKey> keys, Sight sight, KeyRange range, long before, long after, boolean onlyDiffering) {
        PinnedState stateBefore = sight.pinned(range, before);
        try {
            return new ListedChanges(keys, Optional.of(stateBefore), sight.pinned(range, after), onlyDiffering);
        } catch (RuntimeException e) {
            stateBefore.close();
            throw e;
        }
    }

    @Override
    public boolean step() {
        if (!keys.hasNext()) {
            key = null;
            found = Optional.empty();
            return false;
        }
        StateKey looked = keys.next();
        Optional<StateValue> valueBefore = before.flatMap(state -> state.value(looked));
        Optional<StateValue> valueAfter = after.value(looked);
        key = looked;
        found = onlyDiffering && valueBefore.equals(valueAfter)
                ? Optional.empty()
                : Optional.of(new KeyChange(looked, valueBefore, valueAfter));
        return true;
    }

    @Override
    public StateKey key() {
        return StateScan.standingAt(Optional.ofNullable(key));
    }

    @Override
    public Optional<KeyChange> found() {
        return found;
    }

    @Override
    public long steps() {
        return before.map(PinnedState::steps).orElse(0L) + after.steps();
    }

    @Override
    public void close() {
        before.ifPresent(PinnedState::close);
        after.close();
    }
}
