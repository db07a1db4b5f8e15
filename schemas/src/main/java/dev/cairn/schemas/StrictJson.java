package dev.cairn.schemas;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Makes sure that a text is one JSON value as RFC 8259 defines it, and says one thing only.
///
/// Protobuf's own parser is lenient where we cannot be: it stops after the first value, so a second event in the same
/// record would be lost in silence; it takes names without quotes and comments; and of two fields of the same name it
/// keeps one. Half a character (an unpaired surrogate) would become a question mark.
final class StrictJson {
    private static final int NESTING_MAX = 100;

    private StrictJson() {}

    static void check(String text) throws InvalidProtocolBufferException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(NESTING_MAX);
        try {
            readWhole(reader);
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new InvalidProtocolBufferException("text that is not JSON: " + firstLine(e));
        }
    }

    // The second line of Gson's messages is a link to its own documentation.
    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void readWhole(JsonReader reader) throws IOException {
        Deque<Set<String>> namesOfObjects = new ArrayDeque<>();
        while (true) {
            JsonToken token = reader.peek();
            switch (token) {
                case BEGIN_OBJECT -> {
                    reader.beginObject();
                    namesOfObjects.push(new HashSet<>());
                }
                case END_OBJECT -> {
                    reader.endObject();
                    namesOfObjects.pop();
                }
                case BEGIN_ARRAY -> reader.beginArray();
                case END_ARRAY -> reader.endArray();
                case NAME -> checkName(reader, namesOfObjects.getFirst());
                case STRING -> {
                    var _ = reader.nextString();
                }
                case NUMBER, BOOLEAN, NULL -> reader.skipValue();
                case END_DOCUMENT -> {
                    return;
                }
            }
        }
    }

    private static void checkName(JsonReader reader, Set<String> names) throws IOException {
        String name = reader.nextName();
        if (!names.add(name)) {
            throw new InvalidProtocolBufferException("the field twice that lies at " + reader.getPath());
        }
    }
}
