package dev.cairn.client;

import dev.cairn.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/// How keys and values are written in questions and in the worker's JSON. Typed answers are bytes, however they
/// came.
public enum ByteEncoding {
    HEX {
        @Override
        public String encode(Bytes bytes) {
            return bytes.toHex();
        }
    },
    BASE64URL {
        @Override
        public String encode(Bytes bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
        }
    },
    /// For what is text.
    UTF8 {
        @Override
        public String encode(Bytes bytes) {
            return new String(bytes.toArray(), StandardCharsets.UTF_8);
        }
    };

    public abstract String encode(Bytes bytes);

    /// As the worker calls it.
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
