package dev.cairn.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestComparisonTest {
    /// A chain whose blocks are of another branch from a height on.
    private static final class Chain implements DigestSource {
        private final long earliest;
        private final long newest;
        private final long otherFrom;
        private final Set<Long> asked = new HashSet<>();

        Chain(long earliest, long newest, long otherFrom) {
            this.earliest = earliest;
            this.newest = newest;
            this.otherFrom = otherFrom;
        }

        @Override
        public String name() {
            return "chain";
        }

        @Override
        public long earliestHeight() {
            return earliest;
        }

        @Override
        public long newestHeight() {
            return newest;
        }

        @Override
        public ChainedDigest at(long height) {
            asked.add(height);
            assertThat(height).isBetween(earliest, newest);
            Bytes bytes = Bytes.ofHex(height >= otherFrom ? "bb" : "aa");
            return new ChainedDigest(new BlockRef(new BlockHeight(height), new BlockHash(bytes)), bytes);
        }

        @Override
        public void close() {}
    }

    private static final long NEVER = Long.MAX_VALUE;

    @Test
    void thoseThatAgreeAtAHeightAreAskedOnce() {
        Chain left = new Chain(10, 5_000, NEVER);
        assertThat(DigestComparison.of(left, new Chain(20, 6_000, NEVER), 5_000))
                .isEqualTo(new DigestComparison.Same(left.at(5_000)));
        assertThat(left.asked).hasSize(1);
    }

    @Test
    void theFirstBlockThatDiffersIsFoundWithFewQuestions() {
        for (long parted = 1; parted < 300; parted++) {
            Chain left = new Chain(0, 300, parted);
            DigestComparison found = DigestComparison.of(left, new Chain(0, 300, NEVER), 300);
            assertThat(found).isInstanceOfSatisfying(DigestComparison.PartAt.class, at -> {});
            assertThat(((DigestComparison.PartAt) found).height()).isEqualTo(parted);
            assertThat(left.asked.size()).isLessThan(13);
        }
    }

    @Test
    void whereBothHavePrunedIsSaid() {
        assertThat(DigestComparison.of(new Chain(50, 90, 40), new Chain(60, 80, NEVER), 80))
                .isInstanceOfSatisfying(
                        DigestComparison.PartAtOrBelow.class,
                        at -> assertThat(at.height()).isEqualTo(60));
    }

    @Test
    void thoseThatShareNoHeightCannotBeCompared() {
        assertThat(DigestComparison.of(new Chain(0, 10, NEVER), new Chain(11, 20, NEVER), 10))
                .isEqualTo(new DigestComparison.NothingInCommon());
    }
}
