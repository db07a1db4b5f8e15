package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.source.SourceRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of blocks whose height is not final: those that wait to be whole, those that are applied, and those
/// that were dropped and may come back.
final class Contents {
    private final Map<BlockHash, BlockContent> byHash = new HashMap<>();
    private final NavigableMap<Long, List<BlockContent>> byHeight = new TreeMap<>();
    private long announcements;
    private long arrivals;
    private long bytes;
    private @Nullable BlockContent last;

    /// Takes a block event; false if it was known.
    boolean add(SourceRecord record, BlockHeader event) {
        BlockContent content = of(event.ref());
        long before = content.bytes();
        boolean isNew = content.add(record, event, announcements + 1);
        if (isNew) {
            announcements++;
        }
        bytes += content.bytes() - before;
        return isNew;
    }

    /// Takes a transaction; false if it was known.
    boolean add(SourceRecord record, BlockTransaction event) {
        BlockContent content = of(event.block());
        long before = content.bytes();
        boolean isNew = content.add(record, event, ++arrivals);
        bytes += content.bytes() - before;
        return isNew;
    }

    /// The content of a block, which may be an empty one.
    BlockContent of(BlockRef block) {
        // Transactions of a block mostly come one after another.
        BlockContent content = last;
        if (content == null || !content.block().hash().equals(block.hash())) {
            content = byHash.computeIfAbsent(block.hash(), _ -> begin(block));
            last = content;
        }
        return content;
    }

    /// How many transactions have come so far.
    long arrivals() {
        return arrivals;
    }

    long bytes() {
        return bytes;
    }

    List<BlockContent> at(long height) {
        return byHeight.getOrDefault(height, List.of());
    }

    Collection<BlockContent> all() {
        return byHash.values();
    }

    void forgetUpTo(long height) {
        NavigableMap<Long, List<BlockContent>> forgotten = byHeight.headMap(height, true);
        forgotten.values().forEach(contents -> contents.forEach(this::forgetHash));
        forgotten.clear();
    }

    void forget(BlockContent content) {
        forgetHash(content);
        byHeight.computeIfPresent(content.height(), (_, contents) -> {
            contents.remove(content);
            return contents.isEmpty() ? null : contents;
        });
    }

    private void forgetHash(BlockContent content) {
        bytes -= content.bytes();
        byHash.remove(content.block().hash());
        last = null;
    }

    private BlockContent begin(BlockRef block) {
        BlockContent content = new BlockContent(block);
        bytes += content.bytes();
        byHeight.computeIfAbsent(content.height(), _ -> new ArrayList<>(1)).add(content);
        return content;
    }
}
