package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.TextState;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import dev.cairn.read.StateScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares values: key by key, several at once, and by scans.
final class StateCheck {
    private static final List<StateKey> ALL_KEYS =
            KeyWrite.KEYS.stream().map(TextState::key).toList();

    private final StateReader reader;
    private final Visible visible;

    StateCheck(StateReader reader, Visible visible) {
        this.reader = reader;
        this.visible = visible;
    }

    void all(HeightSelector selector, long height) {
        List<Optional<StateValue>> values = new ArrayList<>();
        for (String key : KeyWrite.KEYS) {
            Optional<StateValue> value = visible.value(key, height);
            assertThat(reader.get(TextState.key(key), selector))
                    .as("key '%s' at %s", key, selector)
                    .isEqualTo(visible.known(height, value));
            values.add(value);
        }
        assertThat(reader.getAll(ALL_KEYS, selector))
                .as("all keys at %s", selector)
                .isEqualTo(visible.known(height, values));
    }

    void scan(long height, KeyRange range, boolean ascending) {
        HeldScan.of(reader, visible, height, range, direction(ascending)).finish();
    }

    void scanInTurns(long height, KeyRange range, boolean ascending, int stepsMax) {
        ScanDirection direction = direction(ascending);
        assertThat(new WalkInTurns<>(
                                left -> reader.scan(left, direction, Visible.at(height)), direction, StateCheck::entry)
                        .all(range, stepsMax))
                .as("scan %s of %s in turns of %d steps, at height %d", direction, range, stepsMax, height)
                .isEqualTo(visible.scan(height, range, direction));
    }

    /// What is left of a scan.
    static List<Map.Entry<String, String>> rest(StateScan scan) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        while (scan.next()) {
            entries.add(entry(scan));
        }
        return entries;
    }

    private static Map.Entry<String, String> entry(StateScan scan) {
        return Map.entry(
                TextState.text(scan.key().bytes()), TextState.text(scan.value().bytes()));
    }

    private static ScanDirection direction(boolean ascending) {
        return ascending ? ScanDirection.ASCENDING : ScanDirection.DESCENDING;
    }
}
