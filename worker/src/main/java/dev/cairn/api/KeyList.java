package dev.cairn.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
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

/// Keys in the body of a request: `{"keys": ["6b31", "6b32"]}`.
final class KeyList {
    private static final String KEYS = "keys";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Encoding encoding;
    private final int countMax;

    private KeyList(Encoding encoding, int countMax) {
        this.encoding = encoding;
        this.countMax = countMax;
    }

    static List<StateKey> of(Bytes body, Encoding encoding, int countMax) {
        return new KeyList(encoding, countMax).keys(body);
    }

    private List<StateKey> keys(Bytes body) {
        JsonNode tree = parse(body);
        JsonNode keys = tree.path(KEYS);
        if (!keys.isArray() || tree.size() != 1) {
            throw refused("expected {\"keys\": [\"...\"]} and nothing beside it, but got something else");
        }
        if (keys.isEmpty() || keys.size() > countMax) {
            throw refused("expected 1 to " + countMax + " keys, but got " + (keys.isEmpty() ? "none" : keys.size()));
        }
        return keys.valueStream().map(this::key).toList();
    }

    private JsonNode parse(Bytes body) {
        try {
            return MAPPER.readTree(body.toArray());
        } catch (JsonProcessingException e) {
            throw refused("expected {\"keys\": [\"...\"]}, but got what is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StateKey key(JsonNode text) {
        return Optional.ofNullable(text.textValue())
                .flatMap(encoding::decode)
                .filter(bytes -> StateKey.isValidLength(bytes.length()))
                .map(StateKey::new)
                .orElseThrow(() -> refused("expected keys of 1 to " + StateKey.MAX_LENGTH + " bytes as texts of "
                        + encoding.accepted() + ", but one is " + text));
    }

    private RefusedException refused(String detail) {
        return new RefusedException(
                new Problem(400, "bad-body", "The body is not what it has to be", detail, Map.of("keysMax", countMax)));
    }
}
