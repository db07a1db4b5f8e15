package dev.cairn.pipeline;

import dev.cairn.assemble.AssembledBlock;
import dev.cairn.assemble.Assembly;
import dev.cairn.assemble.BlockAssembler;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.flush.BlockDigest;
import dev.cairn.handle.BlockHandling;
import dev.cairn.handle.HandlerFailedException;
import dev.cairn.marks.MarkBoard;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccStore;
import java.util.List;
import java.util.Optional;

/// Step 4: lets the chain in memory grow by whole blocks. A block that cannot be handled, or is not what its producer
/// announced, is never visible. **Threading:** the `apply` thread.
final class ChainGrowth {
    private final BlockHandling handling;
    private final MvccStore memory;
    private final ParentState parents;
    private final MarkBoard marks;
    private final PipelineListener listener;
    private final BlockDigest digest = new BlockDigest();

    ChainGrowth(
            BlockHandling handling, MvccStore memory, ParentState parents, MarkBoard marks, PipelineListener listener) {
        this.handling = handling;
        this.memory = memory;
        this.parents = parents;
        this.marks = marks;
        this.listener = listener;
    }

    /// Applies the next block, if it is there and needs no rewind first; tells what was found to be next.
    Assembly grow(BlockAssembler assembler) {
        Assembly next = assembler.next();
        switch (next) {
            case Assembly.Next(var block) -> apply(assembler, block, handled(block));
            case Assembly.Reorg(var fork, var block) -> {
                BlockLayer layer = handled(block);
                listener.reorganised(fork, memory.dropAbove(fork));
                apply(assembler, block, layer);
            }
            case Assembly.Waiting _, Assembly.DeepReorg _ -> finalizeUpTo(assembler.finalizedHeight());
        }
        return next;
    }

    private void apply(BlockAssembler assembler, AssembledBlock block, BlockLayer layer) {
        memory.apply(layer);
        assembler.applied(block);
        memory.finalizeUpTo(assembler.finalizedHeight());
        mark();
        listener.applied(new AppliedReport(
                block.ref(),
                block.header().timestampMs(),
                block.transactions().size(),
                layer.size(),
                layer.bytes(),
                block.publishedMs()));
    }

    // A block that was announced again may know of more final blocks.
    private void finalizeUpTo(long height) {
        if (memory.finalized().map(ChainGrowth::heightOf).orElse(-1L) < height) {
            memory.finalizeUpTo(height);
            mark();
        }
    }

    private void mark() {
        marks.applied(
                heightOf(memory.applied().orElseThrow()),
                memory.finalized().map(ChainGrowth::heightOf).orElse(-1L));
    }

    private static long heightOf(BlockRef block) {
        return block.height().value();
    }

    private BlockLayer handled(AssembledBlock block) {
        BlockLayer layer = BlockLayer.of(new Block(block.facts(), changes(block)));
        Optional<Bytes> announced = block.header().changesDigest();
        if (announced.isPresent()) {
            checkDigest(block, announced.get(), digest.ofChanges(layer, layer.keyOrder()));
        }
        return layer;
    }

    private List<StateChanges> changes(AssembledBlock block) {
        try {
            return handling.changes(
                    block.header(),
                    block.transactions(),
                    parents.after(block.ref().height().value() - 1));
        } catch (HandlerFailedException e) {
            throw new HaltException(
                    new Halt(
                            HaltReason.HANDLER_FAILED,
                            String.valueOf(e.getMessage()),
                            block.announcedAt(),
                            "The block was not applied. Mend the handler or the feed, and start again."),
                    e);
        }
    }

    private static void checkDigest(AssembledBlock block, Bytes announced, Bytes computed) {
        if (!announced.equals(computed)) {
            throw new HaltException(
                    new Halt(
                            HaltReason.DIGEST_MISMATCH,
                            "Expected changes with the digest " + announced.toHex()
                                    + ", as the block event says, but those that" + " came have " + computed.toHex(),
                            block.announcedAt(),
                            "The block was not applied. Producer and worker do not agree on what the block changes: compare both"
                                    + " with docs/digests.md, and see whether handle.handler is the one that the producer means."));
        }
    }
}
