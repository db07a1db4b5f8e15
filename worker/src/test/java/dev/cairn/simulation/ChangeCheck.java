package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.TextState;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.read.Answer;
import dev.cairn.read.Answers;
import dev.cairn.read.ChangeScan;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.HistoryPage;
import dev.cairn.read.KeyChange;
import dev.cairn.read.KeyHistory;
import dev.cairn.read.KeyVersion;
import dev.cairn.read.StateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Compares how the state came to be: histories of keys, changes of blocks and between heights.
final class ChangeCheck {
    private final StateReader reader;
    private final Visible visible;

    ChangeCheck(StateReader reader, Visible visible) {
        this.reader = reader;
        this.visible = visible;
    }

    /// Page by page, as of a block; from the very beginning or a retained height on, up to the newest or a lower one.
    void history(String name, long height, int turn) {
        StateKey key = TextState.key(name);
        long fromHeight = turn % 2 == 0 ? 0 : (visible.earliest() + height) / 2;
        long toHeight = turn % 3 == 0 ? Math.max(fromHeight, height - 1) : BlockHeight.MAX_VALUE;
        HistoryPage page = new HistoryPage(new BlockHeight(fromHeight), new BlockHeight(toHeight), 1 + turn % 3);
        long newest = Math.min(height, toHeight);
        if (newest < visible.earliest()) {
            assertThat(reader.history(key, Visible.at(height), page)).isEqualTo(visible.pruned(visible.earliest()));
            return;
        }
        List<KeyVersion> versions = new ArrayList<>();
        Optional<HistoryPage> next = Optional.of(page);
        while (next.isPresent()) {
            KeyHistory history = Answers.known(reader.history(key, Visible.at(height), next.get()));
            assertThat(history.versions()).hasSizeLessThanOrEqualTo(page.countMax());
            versions.addAll(history.versions());
            next = history.next().map(page::goOnAt);
        }
        assertThat(versions)
                .as("history of '%s' from %d to %d", name, fromHeight, newest)
                .isEqualTo(visible.history(name, fromHeight, newest));
    }

    void beforeTheEarliest() {
        long earliest = visible.earliest();
        if (earliest > 0) {
            HeightSelector below = Visible.at(earliest - 1);
            HeightSelector tip = new HeightSelector.Latest();
            assertThat(reader.changesOf(below, KeyRange.all()))
                    .isEqualTo(visible.pruned(visible.isFirst(earliest) ? earliest : earliest + 1));
            assertThat(reader.changesBetween(below, tip, KeyRange.all())).isEqualTo(visible.pruned(earliest));
            assertThat(reader.changesBetween(tip, below, KeyRange.all())).isEqualTo(visible.pruned(earliest));
        }
    }

    void ofBlock(long height, KeyRange range, int stepsMax) {
        if (visible.isFirst(height) || height > visible.earliest()) {
            HeldScan.ofChangesOf(reader, visible, height, range).finish();
            assertThat(inTurns(left -> reader.changesOf(Visible.at(height), left), range, stepsMax))
                    .as("changes of block %d of %s in turns of %d steps", height, range, stepsMax)
                    .isEqualTo(visible.changesOf(height, range));
        } else {
            assertThat(reader.changesOf(Visible.at(height), range)).isEqualTo(visible.pruned(height + 1));
        }
    }

    void between(long before, long after, KeyRange range, int stepsMax) {
        HeldScan.ofChangesBetween(reader, visible, before, after, range).finish();
        assertThat(inTurns(left -> reader.changesBetween(Visible.at(before), Visible.at(after), left), range, stepsMax))
                .as("changes between heights %d and %d of %s in turns of %d steps", before, after, range, stepsMax)
                .isEqualTo(visible.changesBetween(before, after, range));
    }

    private static List<KeyChange> inTurns(Function<KeyRange, Answer<ChangeScan>> open, KeyRange range, int stepsMax) {
        return new WalkInTurns<>(open, ScanDirection.ASCENDING, ChangeScan::change).all(range, stepsMax);
    }
}
