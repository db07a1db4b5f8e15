package dev.cairn.selftest;

import dev.cairn.model.BlockHeight;
import dev.cairn.read.Answer;
import dev.cairn.read.BlockInfo;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateReader;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether two databases of one chain say the same of every height that has to be on disk. Chained digests are equal
/// only if every change of every block up to there is.
///
/// @param heights   that have to be compared, and
/// @param compared  those of them that both have on disk, with their digest
/// @param different those of them with another block or digest, and
/// @param first     the first of these
record Agreement(long heights, long compared, long different, OptionalLong first) {
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
        return new Agreement(toHeight - fromHeight + 1, compared, different, first);
    }

    /// Every height was compared, there was one, and all are equal.
    boolean holds() {
        return heights > 0 && compared == heights && different == 0;
    }

    /// The verdict in a few words.
    String verdict() {
        if (holds()) {
            return "every digest equals that of the undisturbed run";
        }
        return different > 0
                ? "the digests are not those of the undisturbed run"
                : "not every height could be compared with the undisturbed run";
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
