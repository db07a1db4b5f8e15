package dev.cairn.read;

import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What differs between two heights, found by walking the whole state at both of them side by side.
final class LockstepChanges implements ChangeScan {
    private final StateScan before;
    private final StateScan after;
    private boolean started;
    private boolean beforeStands;
    private boolean afterStands;
    private @Nullable KeyChange change;

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
    public boolean next() {
        if (!started) {
            started = true;
            beforeStands = before.next();
            afterStands = after.next();
        }
        while (beforeStands || afterStands) {
            KeyChange found = take();
            if (!found.before().equals(found.after())) {
                change = found;
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
        before.close();
        after.close();
    }

    /// The lower of the two keys with what either side has of it; whoever stands at it goes on.
    private KeyChange take() {
        int order = compareSides();
        StateKey key = order <= 0 ? before.key() : after.key();
        KeyChange taken = new KeyChange(
                key,
                order <= 0 ? Optional.of(before.value()) : Optional.empty(),
                order >= 0 ? Optional.of(after.value()) : Optional.empty());
        if (order <= 0) {
            beforeStands = before.next();
        }
        if (order >= 0) {
            afterStands = after.next();
        }
        return taken;
    }

    private int compareSides() {
        if (!beforeStands) {
            return 1;
        }
        return afterStands ? before.key().compareTo(after.key()) : -1;
    }
}
