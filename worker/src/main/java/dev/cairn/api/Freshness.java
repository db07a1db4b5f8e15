package dev.cairn.api;

import dev.cairn.http.Reply;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockRef;
import dev.cairn.read.HeightSelector;
import java.util.Map;

/// How long an answer holds, as caches understand it: its tag is the block it was read at and its variant, and one of a
/// height that is on disk, and so final, holds for ever. Of a block that is only final the digest is still to come.
record Freshness(String tag, boolean isForEver) {
    /// @param told    whose tag it is to be
    /// @param before  how far the shard was before it was asked
    static Freshness of(HeightSelector selector, BlockRef at, Told told, Marks before, ShardView shard) {
        long finalized = before.finalized().orElse(-1);
        long flushed = before.flushed().orElse(-1);
        long height = at.height().value();
        boolean isForEver = told.isSettled()
                && !shard.mayRewind()
                && height <= flushed
                && switch (selector) {
                    case HeightSelector.At _ -> true;
                    // Which block was valid at a time is settled once the one after it is.
                    case HeightSelector.AtTime _ -> height < finalized;
                    case HeightSelector.Latest _, HeightSelector.Finalized _ -> false;
                };
        String form = told.variant().isEmpty() ? "" : "-" + told.variant();
        return new Freshness("\"" + shard.number() + "-" + height + "-" + at.hash() + form + "\"", isForEver);
    }

    /// Whether a client that names these tags has the answer already.
    boolean isAmong(String ifNoneMatch) {
        return ifNoneMatch.equals("*") || ifNoneMatch.contains(tag);
    }

    /// Shared caches may keep nothing: who may ask is not their affair.
    Reply on(Reply reply) {
        return reply.with(Map.of(
                "ETag",
                tag,
                "Cache-Control",
                isForEver ? "private, max-age=31536000, immutable" : "private, no-cache",
                "Vary",
                "Accept, Authorization"));
    }
}
