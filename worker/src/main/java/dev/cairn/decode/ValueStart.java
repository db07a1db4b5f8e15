package dev.cairn.decode;

import dev.cairn.model.Bytes;
import dev.cairn.spelling.Quoted;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The first bytes of a value that is no event: mostly they tell a person at once what it is instead.
final class ValueStart {
    private static final int SHOWN = 32;

    private ValueStart() {}

    /// The end of a message: text as text, everything else in hexadecimal.
    static String told(byte @Nullable [] value) {
        return value == null || value.length == 0 ? "" : "; the value begins with " + shown(value);
    }

    /// Whether somebody most likely meant JSON. As protobuf this would be a field that no version of the schema has.
    static boolean looksLikeJson(byte[] value) {
        return value.length > 1 && value[0] == '{' && (value[1] == '"' || isBlank(value[1]));
    }

    private static String shown(byte[] value) {
        int length = Math.min(SHOWN, value.length);
        for (int i = 0; i < length; i++) {
            if (!isBlank(value[i]) && (value[i] < ' ' || value[i] > '~')) {
                return Bytes.wrap(value).toString();
            }
        }
        String text = Quoted.of(new String(value, 0, length, StandardCharsets.US_ASCII));
        return "'" + text + (length < value.length ? "…' (" + value.length + " bytes)" : "'");
    }

    private static boolean isBlank(byte symbol) {
        return symbol == ' ' || symbol == '\n' || symbol == '\r' || symbol == '\t';
    }
}
