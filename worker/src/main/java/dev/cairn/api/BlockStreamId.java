package dev.cairn.api;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a client sends back to go on where it was: `height:hash` of its newest block, and, unless that one was final,
/// `,height:hash` of the newest one below it that was. So what can be replaced may be replaced while nobody is
/// connected, or the worker may start anew: the second block is common still, and known by its hash.
///
/// @param newest  where the client stands
/// @param root    the same block, or one below it on the same branch
record BlockStreamId(BlockRef newest, BlockRef root) {
    static final String ACCEPTED =
            "the id of an event of this stream, as a whole: height:hash or height:hash,height:hash, the lower block last";

    private static final int BLOCKS_MAX = 2;
    private static final int LENGTH_MAX = 400;

    static BlockStreamId of(FollowedBranch branch) {
        return new BlockStreamId(branch.newest(), branch.root());
    }

    /// Empty if it is none.
    static Optional<BlockStreamId> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        List<Optional<BlockRef>> blocks =
                Arrays.stream(text.split(",", -1)).map(BlockStreamId::block).toList();
        if (blocks.size() > BLOCKS_MAX || blocks.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        BlockStreamId id =
                new BlockStreamId(blocks.getFirst().get(), blocks.getLast().get());
        return Optional.of(id).filter(one -> blocks.size() == 1 || one.isInOrder());
    }

    /// What the client has, as far as this tells.
    ///
    /// @param lowest  blocks below this one are not wanted
    FollowedBranch branch(long lowest) {
        return FollowedBranch.of(Stream.of(root, newest)
                .distinct()
                .filter(block -> block.equals(newest) || block.height().value() >= lowest)
                .toList());
    }

    @Override
    public String toString() {
        return newest.equals(root) ? newest.toString() : newest + "," + root;
    }

    private boolean isInOrder() {
        return root.height().compareTo(newest.height()) < 0;
    }

    private static Optional<BlockRef> block(String text) {
        int colon = text.indexOf(':');
        try {
            String height = text.substring(0, Math.max(colon, 0));
            BlockRef block = new BlockRef(
                    new BlockHeight(Long.parseLong(height)), new BlockHash(Bytes.ofHex(text.substring(colon + 1))));
            // The height after it has to be one, too.
            return Optional.of(block)
                    .filter(one -> one.height().value() < BlockHeight.MAX_VALUE && !height.startsWith("+"));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
