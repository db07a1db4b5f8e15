package dev.cairn.assemble;

/// How records become blocks.
///
/// @param firstBlock             what the first block of an empty database may be
/// @param finalityDepth          how many blocks above it make a block final, if the feed does not say sooner; with
///                               more, more blocks stay in memory; with fewer, a deep reorganisation is a fault sooner
/// @param incompleteAfterBlocks  by how many blocks a transaction may come later than those of blocks announced later;
///                               a block that misses some when every partition has passed it by more is a fault
/// @param bufferedBytesMax       memory for records of blocks that are not whole or not final yet
/// @param onDeepReorg            what to do about a reorganisation below what is final
public record AssembleConfig(
        FirstBlock firstBlock,
        int finalityDepth,
        int incompleteAfterBlocks,
        long bufferedBytesMax,
        OnDeepReorg onDeepReorg) {
    public AssembleConfig {
        if (finalityDepth < 0) {
            throw new IllegalArgumentException("assemble.finality-depth is " + finalityDepth
                    + ", but it has to be at least 0; 64 is a good start, and 0 is for chains that never reorganise");
        }
        if (incompleteAfterBlocks < 1) {
            throw new IllegalArgumentException("assemble.incomplete-after-blocks is " + incompleteAfterBlocks
                    + ", but it has to be at least 1; 64 is a good start");
        }
        if (bufferedBytesMax < 1 << 20) {
            throw new IllegalArgumentException("assemble.buffered-bytes-max is " + bufferedBytesMax
                    + " bytes, but it has to be at least 1 MiB; 256 MiB is a good start");
        }
    }

    public static AssembleConfig standard() {
        return new AssembleConfig(FirstBlock.GENESIS, 64, 64, 256L << 20, OnDeepReorg.HALT);
    }

    /// What the first block of an empty database may be.
    public enum FirstBlock {
        /// The first of its chain only. A topic that has lost its beginning would give a state that is silently wrong.
        GENESIS,
        /// Whichever comes first: for feeds that begin later on purpose.
        ANY
    }

    /// What to do about a reorganisation below what is final.
    public enum OnDeepReorg {
        /// Stop, keep the branch that was final, and say so.
        HALT,
        /// Rewind the database to the fork and follow the new branch.
        REWIND
    }
}
