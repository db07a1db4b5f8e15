package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.TextState;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.read.Answers;
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

    /// The first entries, and then what is left of the range behind the last of them.
    void scanInPages(long height, boolean ascending, int firstPage) {
        ScanDirection direction = direction(ascending);
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        Optional<StateKey> last = Optional.empty();
        try (StateScan scan = Answers.known(reader.scan(KeyRange.all(), direction, Visible.at(height)))) {
            while (entries.size() < firstPage && scan.next()) {
                last = Optional.of(scan.key());
                entries.add(entry(scan));
            }
        }
        KeyRange left = last.map(key ->
                        ascending ? KeyRange.all().after(key) : KeyRange.all().before(key))
                .orElse(KeyRange.all());
        try (StateScan scan = Answers.known(reader.scan(left, direction, Visible.at(height)))) {
            entries.addAll(rest(scan));
        }
        assertThat(entries)
                .as("scan %s in pages, the first of %d, at height %d", direction, firstPage, height)
                .isEqualTo(visible.scan(height, KeyRange.all(), direction));
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
