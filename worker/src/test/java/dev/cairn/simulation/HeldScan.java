package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.read.Answer;
import dev.cairn.read.ChangeScan;
import dev.cairn.read.KeyChange;
import dev.cairn.read.StateReader;
import dev.cairn.read.StateScan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A scan that was opened, and what it has to show, whatever happens until it is finished.
record HeldScan(String what, Supplier<List<?>> rest, Runnable closing, List<?> expected) implements AutoCloseable {
    static HeldScan of(StateReader reader, Visible visible, long height, KeyRange range, ScanDirection direction) {
        String what = "scan %s of %s at height %d".formatted(direction, range, height);
        StateScan scan = opened(what, visible, height, reader.scan(range, direction, Visible.at(height)));
        return new HeldScan(what, () -> StateCheck.rest(scan), scan::close, visible.scan(height, range, direction));
    }

    static HeldScan ofChangesBetween(StateReader reader, Visible visible, long before, long after, KeyRange range) {
        String what = "changes between heights %d and %d of %s".formatted(before, after, range);
        ChangeScan scan =
                opened(what, visible, after, reader.changesBetween(Visible.at(before), Visible.at(after), range));
        return new HeldScan(what, () -> rest(scan), scan::close, visible.changesBetween(before, after, range));
    }

    static HeldScan ofChangesOf(StateReader reader, Visible visible, long height, KeyRange range) {
        String what = "changes of block %d of %s".formatted(height, range);
        ChangeScan scan = opened(what, visible, height, reader.changesOf(Visible.at(height), range));
        return new HeldScan(what, () -> rest(scan), scan::close, visible.changesOf(height, range));
    }

    void finish() {
        try (this) {
            assertThat(rest.get()).as(what).isEqualTo(expected);
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    private static <T> T opened(String what, Visible visible, long height, Answer<T> answer) {
        if (answer instanceof Answer.Known<T>(var at, var scan)) {
            assertThat(at).as(what).isEqualTo(visible.ref(height));
            return scan;
        }
        throw new AssertionError("expected " + what + ", but got " + answer);
    }

    private static List<KeyChange> rest(ChangeScan scan) {
        List<KeyChange> changes = new ArrayList<>();
        while (scan.next()) {
            changes.add(scan.change());
        }
        return changes;
    }
}
