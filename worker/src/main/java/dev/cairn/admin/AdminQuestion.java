package dev.cairn.admin;

import dev.cairn.http.Digits;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Request;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The parameters of what an administrator asks for; whatever cannot be is refused by its name.
record AdminQuestion(Request request) {
    private static final String HEX = "hexadecimal digits, two for each byte";
    private static final String HEIGHT = "a height, from 0 on";

    /// @throws RefusedException  if there are others than these
    static AdminQuestion of(Request request, String... known) {
        request.refuseParametersBut(List.of(known));
        return new AdminQuestion(request);
    }

    BlockHeight height(String name) {
        return read(name, HEIGHT, AdminQuestion::parseHeight).orElseThrow(() -> refused(name, HEIGHT));
    }

    String text(String name, String accepted) {
        return request.parameter(name).filter(text -> !text.isEmpty()).orElseThrow(() -> refused(name, accepted));
    }

    /// Everything, if nothing is said.
    KeyRange slice() {
        Optional<Bytes> prefix = bytes("prefix");
        Optional<Bytes> from = bytes("from");
        Optional<Bytes> to = bytes("to");
        if (prefix.isPresent() && (from.isPresent() || to.isPresent())) {
            throw refused("prefix", "alone, or from and to instead of it");
        }
        KeyRange slice = prefix.map(KeyRange::prefix).orElseGet(() -> new KeyRange(from.orElse(Bytes.EMPTY), to));
        if (slice.isEmpty()) {
            throw refused("to", "a key behind from");
        }
        return slice;
    }

    /// @param parser  gives nothing for what cannot be
    <T> Optional<T> read(String name, String accepted, Function<String, Optional<T>> parser) {
        return request.read(name, accepted, parser);
    }

    RefusedException refused(String name, String accepted) {
        return request.refused(name, accepted);
    }

    private static Optional<BlockHeight> parseHeight(String text) {
        return Digits.parse(text).filter(BlockHeight::isValid).map(BlockHeight::new);
    }

    private Optional<Bytes> bytes(String name) {
        return read(name, HEX, AdminQuestion::parseHex);
    }

    private static Optional<Bytes> parseHex(String text) {
        try {
            return Optional.of(Bytes.ofHex(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
