package dev.cairn.selftest;

import dev.cairn.model.BlockHeight;
import dev.cairn.read.Answer;
import dev.cairn.read.BlockInfo;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether two databases of one chain say the same of every block on disk. Chained digests are equal only if every
/// change of every block up to there is.
///
/// @param compared  heights that both have on disk
/// @param different those of them with another block or digest, and
/// @param first     the first of these
record Agreement(long compared, long different, OptionalLong first) {
    static Agreement of(StateReader one, StateReader other, long fromHeight, long toHeight) {
        long compared = 0;
        long different = 0;
        OptionalLong first = OptionalLong.empty();
        for (long height = fromHeight; height <= toHeight; height++) {
            Optional<BlockInfo> here = onDisk(one, height);
            Optional<BlockInfo> there = onDisk(other, height);
            if (here.isPresent() && there.isPresent()) {
                compared++;
                if (!same(here.get(), there.get())) {
                    different++;
                    first = OptionalLong.of(first.orElse(height));
                }
            }
        }
        return new Agreement(compared, different, first);
    }

    boolean holds() {
        return compared > 0 && different == 0;
    }

    private static boolean same(BlockInfo one, BlockInfo other) {
        return one.ref().equals(other.ref()) && one.digest().equals(other.digest());
    }

    private static Optional<BlockInfo> onDisk(StateReader reader, long height) {
        return reader.block(new HeightSelector.At(new BlockHeight(height)))
                        instanceof Answer.Known<BlockInfo>(var _, var info)
                ? Optional.of(info).filter(block -> block.digest().isPresent())
                : Optional.empty();
    }
}
