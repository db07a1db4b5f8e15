package dev.cairn.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/// The members of a JSON object, each of which has to be there. Jackson's own readers make a zero of what is
/// missing, and that would be an answer.
record Members(JsonNode node) {
    boolean has(String name) {
        return node.has(name);
    }

    /// Whether a list is among them that has nothing.
    boolean haveAnEmptyList() {
        return node.valueStream().anyMatch(member -> member.isArray() && member.isEmpty());
    }

    long number(String name) {
        JsonNode member = member(name);
        if (!member.canConvertToLong() || !member.isIntegralNumber()) {
            throw unfit(name, "a whole number");
        }
        return member.longValue();
    }

    String text(String name) {
        return nullableText(name).orElseThrow(() -> unfit(name, "a text"));
    }

    Optional<String> nullableText(String name) {
        JsonNode member = member(name);
        if (!member.isTextual() && !member.isNull()) {
            throw unfit(name, "a text or null");
        }
        return Optional.ofNullable(member.textValue());
    }

    OptionalLong nullableNumber(String name) {
        return member(name).isNull() ? OptionalLong.empty() : OptionalLong.of(number(name));
    }

    double fraction(String name) {
        JsonNode member = member(name);
        if (!member.isNumber()) {
            throw unfit(name, "a number");
        }
        return member.doubleValue();
    }

    OptionalDouble nullableFraction(String name) {
        return member(name).isNull() ? OptionalDouble.empty() : OptionalDouble.of(fraction(name));
    }

    boolean flag(String name) {
        JsonNode member = member(name);
        if (!member.isBoolean()) {
            throw unfit(name, "true or false");
        }
        return member.booleanValue();
    }

    Members object(String name) {
        return new Members(member(name));
    }

    Optional<Members> nullableObject(String name) {
        return member(name).isNull() ? Optional.empty() : Optional.of(object(name));
    }

    <E> List<E> list(String name, Function<Members, E> reader) {
        JsonNode member = member(name);
        if (!member.isArray()) {
            throw unfit(name, "a list");
        }
        return member.valueStream().map(Members::new).map(reader).toList();
    }

    BlockHeight height(String name) {
        return new BlockHeight(number(name));
    }

    BlockRef block() {
        return new BlockRef(height("height"), new BlockHash(bytes("hash")));
    }

    Bytes bytes(String name) {
        return Bytes.ofHex(text(name));
    }

    Optional<Bytes> nullableBytes(String name) {
        return nullableText(name).map(Bytes::ofHex);
    }

    /// Each as a text, by name.
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        node.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    private JsonNode member(String name) {
        return node.required(name);
    }

    private static IllegalArgumentException unfit(String name, String expected) {
        return new IllegalArgumentException("expected " + expected + " as '" + name + "'");
    }
}
