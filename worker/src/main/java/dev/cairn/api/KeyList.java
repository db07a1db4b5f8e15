package dev.cairn.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keys in the body of a request: `{"keys": ["6b31", "6b32"]}`.
final class KeyList {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private KeyList() {}

    private record Body(@Nullable List<@Nullable String> keys) {}

    static List<StateKey> of(Bytes body, Encoding encoding, int countMax) {
        List<@Nullable String> texts = read(body);
        if (texts == null || texts.isEmpty() || texts.size() > countMax) {
            throw refused(
                    "expected 1 to " + countMax + " keys, but got " + (texts == null ? "none" : texts.size()),
                    countMax);
        }
        return texts.stream().map(text -> key(text, encoding, countMax)).toList();
    }

    private static @Nullable List<@Nullable String> read(Bytes body) {
        try {
            return Optional.ofNullable(MAPPER.readValue(body.toArray(), Body.class))
                    .map(Body::keys)
                    .orElse(null);
        } catch (JsonProcessingException e) {
            throw refused("expected {\"keys\": [\"...\"]}, but got something else: " + e.getOriginalMessage(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StateKey key(@Nullable String text, Encoding encoding, int countMax) {
        return Optional.ofNullable(text)
                .flatMap(encoding::decode)
                .filter(bytes -> StateKey.isValidLength(bytes.length()))
                .map(StateKey::new)
                .orElseThrow(() -> refused(
                        "expected keys of 1 to " + StateKey.MAX_LENGTH + " bytes as " + encoding.accepted()
                                + ", but one is '" + text + "'",
                        countMax));
    }

    private static RefusedException refused(String detail, int countMax) {
        return new RefusedException(
                new Problem(400, "bad-body", "The body is not what it has to be", detail, Map.of("keysMax", countMax)));
    }
}
