package dev.cairn.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// What commands tell programs. Maps keep the order that their members were put in.
final class JsonOut {
    private static final ObjectWriter WRITER = new JsonMapper().writerWithDefaultPrettyPrinter();

    private JsonOut() {}

    /// @param tree  maps, lists, numbers, text, truth values and null
    static String of(Object tree) {
        try {
            return WRITER.writeValueAsString(tree) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected maps and lists, which are always JSON, but got " + tree, e);
        }
    }
}
