package dev.cairn.cli;

import dev.cairn.client.BlockSummary;
import dev.cairn.client.Change;
import dev.cairn.client.KeyValue;
import dev.cairn.client.Version;
import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was read, for people.
///
/// @param form  of keys and values
record Shown(ByteForm form) {
    String value(StateValue value) {
        return form.shown(value.bytes()) + System.lineSeparator();
    }

    String entries(List<KeyValue> entries) {
        return Table.of(entries.stream()
                .map(entry -> List.of(key(entry.key()), form.shown(entry.value().bytes())))
                .toList());
    }

    /// A key without a value stands alone, marked.
    String values(List<StateKey> keys, List<Optional<StateValue>> values) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Optional<StateValue> value = values.get(i);
            rows.add(List.of(
                    value.isPresent() ? "=" : "-",
                    key(keys.get(i)),
                    value.map(some -> form.shown(some.bytes())).orElse("")));
        }
        return Table.of(rows);
    }

    String versions(List<Version> versions) {
        return Table.of(versions.stream()
                .map(version -> switch (version) {
                    case Version.Written(var height, var value) ->
                        List.of(height.toString(), "written", form.shown(value.bytes()));
                    case Version.WrittenAtOrBefore(var height, var value) ->
                        List.of(height.toString(), "written at or before", form.shown(value.bytes()));
                    case Version.Deleted(var height) -> List.of(height.toString(), "deleted", "");
                })
                .toList());
    }

    /// `+` for a key that has come, `-` for one that has gone, `~` for one that has another value.
    String changes(List<Change> changes) {
        return Table.of(changes.stream().map(this::change).toList());
    }

    static String block(BlockSummary block) {
        return Table.of(List.of(
                List.of("height", block.ref().height().toString()),
                List.of("hash", block.ref().hash().toString()),
                List.of("parent", block.parent().map(BlockHash::toString).orElse("none: the first block")),
                List.of("time", block.timestamp().toString()),
                List.of("changed keys", Integer.toString(block.changeCount())),
                List.of("digest", block.digest().map(Bytes::toHex).orElse("known once the block is on disk")),
                List.of("final", block.isFinal() ? "yes" : "no: a reorganisation may replace it")));
    }

    private List<String> change(Change change) {
        String before = change.before().map(value -> form.shown(value.bytes())).orElse("");
        String after = change.after().map(value -> form.shown(value.bytes())).orElse("");
        boolean both = change.before().isPresent() && change.after().isPresent();
        String sign = both ? "~" : change.after().isPresent() ? "+" : "-";
        return List.of(sign, key(change.key()), both ? before + " → " + after : before + after);
    }

    private String key(StateKey key) {
        return form.shown(key.bytes());
    }
}
