package dev.cairn.cli;

import dev.cairn.client.ByteEncoding;
import dev.cairn.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// How keys and values are typed and shown.
enum ByteForm {
    /// Text where it is text, `0x` and hexadecimal digits where it is not. What is shown can be typed in again, so
    /// text that begins with `0x` is shown in digits too.
    AUTO(ByteEncoding.HEX, "text, or 0x and an even number of hexadecimal digits") {
        @Override
        Bytes decode(String text) {
            return text.startsWith(HEX_MARK) ? HEX.decode(text) : UTF8.decode(text);
        }

        @Override
        String shown(Bytes bytes) {
            return isText(bytes) ? UTF8.shown(bytes) : HEX_MARK + HEX.shown(bytes);
        }
    },
    HEX(ByteEncoding.HEX, "an even number of hexadecimal digits") {
        @Override
        Bytes decode(String text) {
            return Bytes.wrap(
                    HexFormat.of().parseHex(text.startsWith(HEX_MARK) ? text.substring(HEX_MARK.length()) : text));
        }
    },
    BASE64URL(ByteEncoding.BASE64URL, "base64 with - and _, without padding") {
        @Override
        Bytes decode(String text) {
            return Bytes.wrap(Base64.getUrlDecoder().decode(text));
        }
    },
    UTF8(ByteEncoding.UTF8, "text") {
        @Override
        Bytes decode(String text) {
            // What the command line could not be read as came as this one, and would be another key.
            if (text.contains(NO_TEXT)) {
                throw new IllegalArgumentException("bytes that are no UTF-8");
            }
            return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
        }
    };

    private static final String HEX_MARK = "0x";
    private static final String NO_TEXT = "\uFFFD";

    private final ByteEncoding inJson;
    private final String accepted;

    ByteForm(ByteEncoding inJson, String accepted) {
        this.inJson = inJson;
        this.accepted = accepted;
    }

    /// What stands for it in the worker's JSON.
    ByteEncoding inJson() {
        return inJson;
    }

    /// @throws IllegalArgumentException  if the text is none of this form; says what it has to be
    Bytes parse(String text) {
        try {
            return decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected " + accepted + ", but got '" + text + "'; --enc says how it is written", e);
        }
    }

    String shown(Bytes bytes) {
        return inJson.encode(bytes);
    }

    abstract Bytes decode(String text);

    /// Whether it can be shown as it is: nothing in it moves the cursor of a terminal, or cannot be seen.
    private static boolean isText(Bytes bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
            boolean endsShow = !text.isEmpty() && text.equals(text.strip());
            return endsShow && !text.startsWith(HEX_MARK) && text.codePoints().allMatch(ByteForm::isVisible);
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
