package dev.cairn.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.model.BlockRef;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.read.KeyChange;
import dev.cairn.read.KeyVersion;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes keys, values and blocks as members of JSON, in the encoding that was asked for.
record Entries(Encoding encoding) {
    /// The facts that every answer begins with.
    static void at(JsonGenerator json, int shard, BlockRef at) throws IOException {
        json.writeNumberField("shard", shard);
        json.writeObjectFieldStart("at");
        json.writeNumberField("height", at.height().value());
        json.writeStringField("hash", at.hash().toString());
        json.writeEndObject();
    }

    void key(JsonGenerator json, StateKey key) throws IOException {
        json.writeStringField("key", text(key));
    }

    /// A value is `null` where the key has none. What cannot be told is refused before anything of it is written.
    void entry(JsonGenerator json, StateKey key, Optional<StateValue> value) throws IOException {
        String keyText = text(key);
        @Nullable String valueText = text(key, value);
        json.writeStartObject();
        json.writeStringField("key", keyText);
        json.writeStringField("value", valueText);
        json.writeEndObject();
    }

    void change(JsonGenerator json, KeyChange change) throws IOException {
        String key = text(change.key());
        @Nullable String before = text(change.key(), change.before());
        @Nullable String after = text(change.key(), change.after());
        json.writeStartObject();
        json.writeStringField("key", key);
        json.writeStringField("before", before);
        json.writeStringField("after", after);
        json.writeEndObject();
    }

    /// `change` says what is known of the height: the key was `written` or `deleted` there, or `written-at-or-before`
    /// it.
    void version(JsonGenerator json, StateKey key, KeyVersion version) throws IOException {
        json.writeStartObject();
        json.writeNumberField("height", version.height().value());
        switch (version) {
            case KeyVersion.Written(var _, var value) -> written(json, "written", key, Optional.of(value));
            case KeyVersion.WrittenAtOrBefore(var _, var value) ->
                written(json, "written-at-or-before", key, Optional.of(value));
            case KeyVersion.Deleted _ -> written(json, "deleted", key, Optional.empty());
        }
        json.writeEndObject();
    }

    private void written(JsonGenerator json, String change, StateKey key, Optional<StateValue> value)
            throws IOException {
        json.writeStringField("change", change);
        json.writeStringField("value", text(key, value));
    }

    private String text(StateKey key) {
        return encoding.encode(key.bytes()).orElseThrow(() -> notText("key", key));
    }

    private @Nullable String text(StateKey key, Optional<StateValue> value) {
        return value.isEmpty()
                ? null
                : encoding.encode(value.get().bytes()).orElseThrow(() -> notText("the value of key", key));
    }

    private static RefusedException notText(String what, StateKey key) {
        String hex = key.bytes().toHex();
        return new RefusedException(new Problem(
                422,
                "not-utf8",
                "Not all of it is text",
                "expected text in UTF-8, since enc = utf8, but " + what + " " + hex
                        + " is none; ask with enc=hex or enc=base64url",
                Map.of("keyHex", hex)));
    }
}
