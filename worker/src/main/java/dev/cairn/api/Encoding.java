package dev.cairn.api;

import dev.cairn.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// How keys and values stand in JSON and in addresses.
enum Encoding {
    HEX("an even number of hexadecimal digits") {
        @Override
        byte[] decoded(String text) {
            return HexFormat.of().parseHex(text);
        }

        @Override
        Optional<String> encoded(byte[] bytes) {
            return Optional.of(HexFormat.of().formatHex(bytes));
        }
    },
    BASE64URL("base64 with - and _, without padding") {
        @Override
        byte[] decoded(String text) {
            return Base64.getUrlDecoder().decode(text);
        }

        @Override
        Optional<String> encoded(byte[] bytes) {
            return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
    },
    UTF8("text") {
        @Override
        byte[] decoded(String text) {
            try {
                ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
                byte[] bytes = new byte[encoded.remaining()];
                encoded.get(bytes);
                return bytes;
            } catch (CharacterCodingException e) {
                // Half of a pair of surrogates; it would become another key.
                throw new IllegalArgumentException("expected text, but got " + text, e);
            }
        }

        @Override
        Optional<String> encoded(byte[] bytes) {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException _) {
                return Optional.empty();
            }
        }
    };

    private final String accepted;

    Encoding(String accepted) {
        this.accepted = accepted;
    }

    static Optional<Encoding> named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.parameter().equals(name))
                .findAny();
    }

    /// As clients write it.
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a text has to be, for people.
    String accepted() {
        return accepted;
    }

    /// Empty if the text is none of this encoding.
    Optional<Bytes> decode(String text) {
        try {
            return Optional.of(Bytes.wrap(decoded(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Empty if the bytes cannot be told in it: not all of them are text.
    Optional<String> encode(Bytes bytes) {
        return encoded(bytes.toArray());
    }

    abstract byte[] decoded(String text);

    abstract Optional<String> encoded(byte[] bytes);
}
