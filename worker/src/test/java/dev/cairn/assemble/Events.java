package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Events by hand. A block is called by its height and its branch, as `3b`; that is its hash, too.
final class Events {
    private Events() {}

    static BlockHeader first(String name, int transactions) {
        return block(name, Optional.empty(), transactions);
    }

    static BlockHeader block(String name, String parent, int transactions) {
        return block(name, Optional.of(hash(parent)), transactions);
    }

    private static BlockHeader block(String name, Optional<BlockHash> parent, int transactions) {
        return new BlockHeader(
                ref(name),
                parent,
                1_000 * height(name),
                transactions,
                change("block", name),
                Optional.empty(),
                Optional.empty());
    }

    static BlockHeader withFinal(BlockHeader header, long finalizedHeight) {
        return new BlockHeader(
                header.ref(),
                header.parent(),
                header.timestampMs(),
                header.transactionCount(),
                header.changes(),
                Optional.of(new BlockHeight(finalizedHeight)),
                header.changesDigest());
    }

    static BlockTransaction transaction(String block, int index) {
        return transaction(ref(block), index);
    }

    static BlockTransaction transaction(BlockRef block, int index) {
        return new BlockTransaction(
                block,
                index,
                ChainBuilder.utf8("hash " + index),
                change("key " + index, block.toString()),
                "",
                Bytes.EMPTY);
    }

    static BlockRef ref(String name) {
        return new BlockRef(new BlockHeight(height(name)), hash(name));
    }

    static BlockHash hash(String name) {
        return new BlockHash(ChainBuilder.utf8(name));
    }

    static String name(BlockRef block) {
        return new String(block.hash().bytes().toArray(), StandardCharsets.UTF_8);
    }

    static StateChanges change(String key, String value) {
        byte[] source = (key + value).getBytes(StandardCharsets.UTF_8);
        StateChanges.Builder changes = new StateChanges.Builder();
        changes.put(0, key.length(), key.length(), value.length());
        return changes.build(source);
    }

    private static long height(String name) {
        return Long.parseLong(name.replaceAll("\\D.*", ""));
    }
}
