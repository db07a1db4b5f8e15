package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class FollowedBranchTest {
    private static final OptionalLong NOTHING_FINAL = OptionalLong.empty();

    @Property(tries = 50)
    void ofBlocksThatCanBeReplacedEveryOneIsRemembered(
            @ForAll @LongRange(min = 0, max = 2_000) long finalHeight,
            @ForAll @LongRange(min = 0, max = 2_000) long above) {
        FollowedBranch branch = grown(finalHeight + above, OptionalLong.of(finalHeight));
        assertThat(heights(branch).stream().limit(above + 1))
                .isEqualTo(LongStream.rangeClosed(finalHeight, finalHeight + above)
                        .boxed()
                        .toList()
                        .reversed());
        assertThat(branch.root()).isEqualTo(ref(finalHeight));
        assertThat(branch.newest()).isEqualTo(ref(finalHeight + above));
    }

    @Property(tries = 50)
    void farBelowWhatIsFinalThereIsStillABlockThatIsNotMuchFarther(
            @ForAll @LongRange(min = 200, max = 20_000) long finalHeight,
            @ForAll @LongRange(min = 1, max = 20_000) long back) {
        FollowedBranch branch = grown(finalHeight, OptionalLong.of(finalHeight));
        List<Long> heights = heights(branch);
        assertThat(heights).hasSizeLessThanOrEqualTo(129).contains(0L);
        long fork = Math.max(0, finalHeight - back);
        long found =
                heights.stream().filter(height -> height <= fork).findFirst().orElseThrow();
        assertThat(finalHeight - found).isLessThanOrEqualTo(3 * (finalHeight - fork));
    }

    @Example
    void aMillionFinalBlocksLeaveFewWhateverTheyStartFrom() {
        FollowedBranch branch = FollowedBranch.of(List.of());
        for (long height = 1_234_567; height < 2_234_567; height++) {
            branch.add(ref(height), OptionalLong.of(Long.MAX_VALUE));
        }
        assertThat(heights(branch)).hasSizeLessThanOrEqualTo(129).contains(1_234_567L);
    }

    @Example
    void whoGoesBackHasNothingAboveThatBlock() {
        FollowedBranch branch = grown(20, OptionalLong.of(10));
        branch.goBackTo(ref(15));
        assertThat(branch.newest()).isEqualTo(ref(15));
        assertThat(branch.root()).isEqualTo(ref(10));
        branch.goBackTo(ref(4));
        assertThat(branch.newest()).isEqualTo(ref(4));
        assertThat(branch.root()).isEqualTo(ref(4));
        assertThat(branch.oldest()).isEqualTo(ref(0));
    }

    @Example
    void ofWhatWasNeverFinalTheOldestIsTheRoot() {
        FollowedBranch branch = grown(5, NOTHING_FINAL);
        assertThat(branch.root()).isEqualTo(ref(0));
        assertThat(branch.oldest()).isEqualTo(ref(0));
        branch.clear();
        assertThat(branch.isEmpty()).isTrue();
    }

    private static FollowedBranch grown(long toHeight, OptionalLong finalHeight) {
        FollowedBranch branch = FollowedBranch.of(List.of());
        for (long height = 0; height <= toHeight; height++) {
            branch.add(ref(height), finalHeight);
        }
        return branch;
    }

    private static List<Long> heights(FollowedBranch branch) {
        return branch.newestFirst().map(block -> block.height().value()).toList();
    }

    private static BlockRef ref(long height) {
        return new BlockRef(new BlockHeight(height), new BlockHash(ChainBuilder.utf8("" + height)));
    }
}
