package dev.cairn.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Text as it stands in addresses. The JDK's own decoder puts a replacement character where bytes are no text, so
/// what was asked would not be what was meant.
final class PercentEncoding {
    private static final int DIGITS = 2;
    private static final int BITS_A_DIGIT = 4;

    private PercentEncoding() {}

    /// @throws RefusedException  if it is not encoded properly
    static String decodeQuery(String text) {
        return decode(text.replace('+', ' '));
    }

    /// As in a query, but that a plus sign stands for itself.
    static String decodePath(String segment) {
        return decode(segment);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(given.length);
        for (int i = 0; i < given.length; i++) {
            if (given[i] == '%') {
                bytes.write(encodedByte(text, given, i + 1));
                i += DIGITS;
            } else {
                bytes.write(given[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    Problem.badRequest("expected bytes behind percent signs to be UTF-8, but got '" + text
                            + "'; give keys that are no text as enc=hex"),
                    e);
        }
    }

    private static int encodedByte(String text, byte[] given, int at) {
        if (at + DIGITS <= given.length && HexFormat.isHexDigit(given[at]) && HexFormat.isHexDigit(given[at + 1])) {
            return (HexFormat.fromHexDigit(given[at]) << BITS_A_DIGIT) | HexFormat.fromHexDigit(given[at + 1]);
        }
        throw new RefusedException(
                Problem.badRequest("expected percent signs to be followed by two hexadecimal digits, but got '" + text
                        + "'; write a percent sign as %25"));
    }
}
