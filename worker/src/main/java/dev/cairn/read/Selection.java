package dev.cairn.read;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.Optional;

/// Which block a selector names, or why none.
final class Selection {
    private Selection() {}

    static Answer<BlockRef> of(Sight sight, HeightSelector selector) {
        Optional<BlockRef> applied = sight.applied();
        if (applied.isEmpty()) {
            return new Answer.NotYetApplied<>(Optional.empty());
        }
        BlockRef newest = applied.get();
        return switch (selector) {
            case HeightSelector.Latest _ -> known(newest);
            case HeightSelector.Finalized _ -> knownOrNotYet(sight.finalized(), newest);
            case HeightSelector.At(var height) -> at(sight, height.value(), newest);
            case HeightSelector.AtTime(var time) -> ChainTime.blockAt(sight, time, newest);
        };
    }

    static Answer<BlockRef> at(Sight sight, long height, BlockRef newest) {
        if (height > newest.height().value()) {
            return notYet(newest);
        }
        long earliest = sight.earliest();
        return height < earliest
                ? new Answer.Pruned<>(new BlockHeight(earliest))
                : knownOrNotYet(sight.block(height), newest);
    }

    static Answer<BlockRef> notYet(BlockRef newest) {
        return new Answer.NotYetApplied<>(Optional.of(newest.height()));
    }

    private static Answer<BlockRef> knownOrNotYet(Optional<BlockRef> block, BlockRef newest) {
        return block.map(Selection::known).orElseGet(() -> notYet(newest));
    }

    private static Answer<BlockRef> known(BlockRef block) {
        return new Answer.Known<>(block, block);
    }
}
