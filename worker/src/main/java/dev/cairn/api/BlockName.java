package dev.cairn.api;

import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.read.HeightSelector;
import java.util.Optional;

/// A block as a client names it: by its height, as `latest` or `finalized`, or by its hash, which begins with `0x` if
/// it might be taken for a height.
sealed interface BlockName {
    record ByHeight(HeightSelector selector) implements BlockName {}

    record ByHash(BlockHash hash) implements BlockName {}

    static Optional<BlockName> parse(String text) {
        return Point.parseSelector(text)
                .<BlockName>map(ByHeight::new)
                .or(() -> Encoding.HEX
                        .decode(text.startsWith("0x") ? text.substring(2) : text)
                        .filter(BlockName::mayBeHash)
                        .map(bytes -> new ByHash(new BlockHash(bytes))));
    }

    private static boolean mayBeHash(Bytes bytes) {
        return BlockHash.isValidLength(bytes.length());
    }
}
