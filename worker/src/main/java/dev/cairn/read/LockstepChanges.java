package dev.cairn.read;

import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What differs between two heights, found by walking the whole state at both of them side by side.
final class LockstepChanges implements ChangeScan {
    private final StateScan before;
    private final StateScan after;
    private boolean started;
    private boolean beforeStands;
    private boolean afterStands;
    private @Nullable StateKey key;
    private Optional<KeyChange> found = Optional.empty();

    private LockstepChanges(StateScan before, StateScan after) {
        this.before = before;
        this.after = after;
    }

    static LockstepChanges open(Sight sight, KeyRange range, long before, long after) {
        StateScan scanBefore = sight.scan(range, ScanDirection.ASCENDING, before);
        try {
            return new LockstepChanges(scanBefore, sight.scan(range, ScanDirection.ASCENDING, after));
        } catch (RuntimeException e) {
            scanBefore.close();
            throw e;
        }
    }

    @Override
    public boolean step() {
        if (!started) {
            started = true;
            beforeStands = before.step();
            afterStands = after.step();
        }
        if (!beforeStands && !afterStands) {
            key = null;
            found = Optional.empty();
            return false;
        }
        take();
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
        return before.steps() + after.steps();
    }

    @Override
    public void close() {
        before.close();
        after.close();
    }

    /// The lower of the two keys with what either side has of it; whoever stands at it goes on.
    private void take() {
        int order = compareSides();
        StateKey taken = order <= 0 ? before.key() : after.key();
        Optional<StateValue> valueBefore = order <= 0 ? before.found() : Optional.empty();
        Optional<StateValue> valueAfter = order >= 0 ? after.found() : Optional.empty();
        key = taken;
        found = valueBefore.equals(valueAfter)
                ? Optional.empty()
                : Optional.of(new KeyChange(taken, valueBefore, valueAfter));
        if (order <= 0) {
            beforeStands = before.step();
        }
        if (order >= 0) {
            afterStands = after.step();
        }
    }

    private int compareSides() {
        if (!beforeStands) {
            return 1;
        }
        return afterStands ? before.key().compareTo(after.key()) : -1;
    }
}
