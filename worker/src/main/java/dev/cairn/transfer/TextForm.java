package dev.cairn.transfer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// How keys and values are written in text, as over HTTP.
public enum TextForm {
    HEX {
        @Override
        byte[] text(byte[] array, int offset, int length) {
            byte[] text = new byte[2 * length];
            for (int i = 0; i < length; i++) {
                text[2 * i] = DIGITS[(array[offset + i] >> 4) & 0xf];
                text[2 * i + 1] = DIGITS[array[offset + i] & 0xf];
            }
            return text;
        }
    },
    BASE64URL {
        @Override
        byte[] text(byte[] array, int offset, int length) {
            ByteBuffer encoded = Base64.getUrlEncoder().withoutPadding().encode(ByteBuffer.wrap(array, offset, length));
            byte[] text = new byte[encoded.remaining()];
            encoded.get(text);
            return text;
        }
    },
    UTF8 {
        @Override
        byte[] text(byte[] array, int offset, int length) {
            byte[] text = new byte[length];
            System.arraycopy(array, offset, text, 0, length);
            return text;
        }
    };

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /// As bytes of UTF-8, not escaped yet.
    abstract byte[] text(byte[] array, int offset, int length);

    /// Throws [ExportRefusedException] if what is to be shown as text is none.
    static CharBuffer checkedText(CharsetDecoder decoder, byte[] array, int offset, int length) {
        try {
            return decoder.decode(ByteBuffer.wrap(array, offset, length));
        } catch (CharacterCodingException _) {
            String hex = HexFormat.of().formatHex(array, offset, offset + Math.min(length, 32));
            throw new ExportRefusedException("Expected text, but these bytes are none: 0x" + hex
                    + (length > 32 ? "…" : "") + ". Write them with --enc hex or base64url.");
        }
    }
}
