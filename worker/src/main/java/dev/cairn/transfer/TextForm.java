package dev.cairn.transfer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.Base64;
import java.util.HexFormat;

/// How keys and values are written in text, as over HTTP.
public enum TextForm {
    HEX {
        @Override
        void add(LineBuffer line, byte[] array, int offset, int length) {
            line.addHex(array, offset, length);
        }
    },
    BASE64URL {
        @Override
        void add(LineBuffer line, byte[] array, int offset, int length) {
            ByteBuffer encoded = Base64.getUrlEncoder().withoutPadding().encode(ByteBuffer.wrap(array, offset, length));
            byte[] text = new byte[encoded.remaining()];
            encoded.get(text);
            line.add(text);
        }
    },
    UTF8 {
        @Override
        void add(LineBuffer line, byte[] array, int offset, int length) {
            line.add(array, offset, length);
        }
    };

    /// Adds them as bytes of UTF-8, not escaped.
    abstract void add(LineBuffer line, byte[] array, int offset, int length);

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
