package dev.cairn.api;

import dev.cairn.http.Digits;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Request;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// The parameters of a question, read one by one into what they stand for. Whatever cannot be is refused by its name.
final class Parameters {
    private static final String ENCODING = "enc";

    private final Request request;
    private final Encoding encoding;

    /// @param known  all names that the question has
    Parameters(Request request, Collection<String> known) {
        this.request = request;
        request.refuseParametersBut(known);
        encoding = read(ENCODING, "hex, base64url or utf8", Encoding::named).orElse(Encoding.HEX);
    }

    /// How keys and values are written, both ways.
    Encoding encoding() {
        return encoding;
    }

    boolean has(String name) {
        return request.parameter(name).isPresent();
    }

    Optional<String> text(String name) {
        return request.parameter(name);
    }

    Optional<Bytes> bytes(String name) {
        return request.parameter(name)
                .map(text -> encoding.decode(text)
                        .orElseThrow(() ->
                                refused(name, encoding.accepted() + ", as enc = " + encoding.parameter() + " says")));
    }

    Optional<BlockHeight> height(String name) {
        return read(name, "a height, from 0 on", Parameters::parseHeight);
    }

    int count(String name, int standard, int max) {
        return read(
                        name,
                        "a number from 1 to " + max,
                        text -> Digits.parse(text)
                                .filter(count -> count >= 1 && count <= max)
                                .map(Math::toIntExact))
                .orElse(standard);
    }

    /// @param parser  gives nothing for what cannot be
    <T> Optional<T> read(String name, String accepted, Function<String, Optional<T>> parser) {
        return request.read(name, accepted, parser);
    }

    <T> T required(String name, String accepted, Optional<T> value) {
        return value.orElseThrow(() -> refused(name, accepted));
    }

    RefusedException refused(String name, String accepted) {
        return request.refused(name, accepted);
    }

    static Optional<BlockHeight> parseHeight(String text) {
        return Digits.parse(text).filter(BlockHeight::isValid).map(BlockHeight::new);
    }
}
