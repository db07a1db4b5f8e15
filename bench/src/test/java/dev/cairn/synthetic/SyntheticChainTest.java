package dev.cairn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SyntheticChainTest {
    private static final int ANNOUNCEMENTS = 300;

    @Provide
    Arbitrary<ChainSpec> specs() {
        return RandomSpecs.withWrites();
    }

    @Property
    void everyAnnouncedBlockConnectsToTheVisibleBranch(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, ANNOUNCEMENTS);
        assertThat(chain.announced(0)).isZero();
        assertThat(chain.height(0)).isEqualTo(spec.genesisHeight());
        assertThat(chain.parent(0)).isEmpty();
        for (int n = 1; n < ANNOUNCEMENTS; n++) {
            int parent = chain.parent(chain.announced(n)).orElseThrow();
            assertThat(chain.isAncestor(parent, chain.tipAfter(n))).isTrue();
            assertThat(chain.height(chain.announced(n))).isEqualTo(chain.height(parent) + 1);
        }
    }

    @Property
    void noReorganisationIsDeeperThanAllowedOrForksBelowWhatIsFinalUnlessItIsMeantTo(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, ANNOUNCEMENTS);
        ReorgSpec.Deep deep = spec.reorgs().deep();
        for (int n = 1; n < ANNOUNCEMENTS; n++) {
            long fork = chain.height(chain.parent(chain.announced(n)).orElseThrow());
            long belowFinal = chain.finalizedHeight(n - 1).orElse(0) - fork;
            if (belowFinal > 0) {
                assertThat(deep.share()).isPositive();
                assertThat(belowFinal).isLessThanOrEqualTo(deep.belowFinalMax());
            } else {
                long dropped = chain.height(chain.tipAfter(n)) - fork;
                assertThat(dropped).isBetween(0L, (long) spec.reorgs().depth().max());
            }
        }
    }

    @Property
    void finalityFollowsTheTipAndFallsToTheForkOfADeepReorganisationOnly(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, ANNOUNCEMENTS);
        long expected = spec.genesisHeight() - 1;
        for (int n = 0; n < ANNOUNCEMENTS; n++) {
            int block = chain.announced(n);
            if (n > 0) {
                expected = Math.min(expected, chain.height(chain.parent(block).orElseThrow()));
            }
            expected = Math.max(expected, chain.height(block) - spec.finality().depth());
            if (expected < spec.genesisHeight()) {
                assertThat(chain.finalizedHeight(n)).isEmpty();
            } else {
                assertThat(chain.finalizedHeight(n)).hasValue(expected);
            }
        }
    }

    @Property
    void whatIsAnnouncedAsFinalNeverFallsAndIsOnTheBranch(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, ANNOUNCEMENTS);
        long highest = -1;
        for (int n = 0; n < ANNOUNCEMENTS; n++) {
            OptionalLong announced = chain.announcedFinalizedHeight(n);
            long known = chain.finalizedHeight(n).orElse(-1);
            assertThat(announced.isPresent()).isEqualTo(spec.finality().announced() && known >= Math.max(highest, 0));
            if (announced.isPresent()) {
                assertThat(announced.getAsLong())
                        .isEqualTo(known)
                        .isLessThanOrEqualTo(chain.height(chain.announced(n)));
            }
            highest = Math.max(highest, known);
        }
    }

    @Property
    void aBlockThatComesBackWithoutItsTransactionsWasNeverFinal(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, ANNOUNCEMENTS);
        long highestFinal = -1;
        for (int n = 0; n < ANNOUNCEMENTS; n++) {
            if (!chain.publishesTransactions(n)) {
                assertThat(chain.height(chain.announced(n))).isGreaterThan(highestFinal);
            }
            highestFinal = Math.max(highestFinal, chain.finalizedHeight(n).orElse(-1));
        }
    }

    @Test
    void deepReorganisationsComeAtTheirShareInEveryDepth() {
        ReorgSpec reorgs = new ReorgSpec(0.1, new IntRange(1, 3), 0.2, 0.5).withDeep(0.3, 4);
        ChainSpec spec = ChainSpec.standard().withReorgs(reorgs).withFinality(new Finality(10, true));
        SyntheticChain chain = SyntheticChain.of(spec, 20_000);
        int[] belowFinal = new int[5];
        for (int n = 1; n < chain.announcements(); n++) {
            long fork = chain.height(chain.parent(chain.announced(n)).orElseThrow());
            belowFinal[(int) Math.max(0, chain.finalizedHeight(n - 1).orElse(0) - fork)]++;
        }
        // Of 100 announcements some 10 start another branch, 8 of them a new one.
        assertThat(belowFinal[1] + belowFinal[2] + belowFinal[3] + belowFinal[4])
                .isBetween(300, 650);
        assertThat(IntStream.of(belowFinal)).allMatch(count -> count > 50);
    }

    @Property
    void ancestorsAreWhatWalkingFromParentToParentFinds(@ForAll("specs") ChainSpec spec) {
        SyntheticChain chain = SyntheticChain.of(spec, ANNOUNCEMENTS);
        for (int tip = 0; tip < chain.blocks(); tip += 17) {
            Set<Integer> branch = new HashSet<>();
            OptionalInt block = OptionalInt.of(tip);
            while (block.isPresent()) {
                branch.add(block.getAsInt());
                assertThat(chain.ancestor(tip, chain.height(block.getAsInt()))).isEqualTo(block.getAsInt());
                block = chain.parent(block.getAsInt());
            }
            for (int other = 0; other < chain.blocks(); other++) {
                assertThat(chain.isAncestor(other, tip)).isEqualTo(branch.contains(other));
            }
        }
    }

    @Property
    void aLongerChainBeginsWithTheShorterOne(@ForAll("specs") ChainSpec spec) {
        SyntheticChain shorter = SyntheticChain.of(spec, 100);
        SyntheticChain longer = SyntheticChain.of(spec, ANNOUNCEMENTS);
        var longerFeed = longer.feed().iterator();
        for (FeedRecord record : shorter.feed()) {
            assertThat(longerFeed.next().value()).isEqualTo(record.value());
        }
    }

    @Test
    void blocksAreFoundByTheirHashesAndTimeRisesWithThem() {
        SyntheticChain chain = SyntheticChain.of(ChainSpec.standard().withBlockIntervalMs(250), ANNOUNCEMENTS);
        for (int block = 0; block < chain.blocks(); block++) {
            assertThat(chain.hash(block)).hasSize(32);
            assertThat(chain.blockWithHash(ByteString.copyFrom(chain.hash(block))))
                    .hasValue(block);
            assertThat(chain.timestampMs(block)).isEqualTo(chain.timestampMs(0) + 250L * block);
        }
        byte[] hashOfNobody =
                SyntheticChain.of(ChainSpec.standard(), ANNOUNCEMENTS + 1).hash(ANNOUNCEMENTS);
        assertThat(chain.blockWithHash(ByteString.copyFrom(hashOfNobody))).isEmpty();
        assertThat(chain.blockWithHash(ByteString.EMPTY)).isEmpty();
    }

    @Test
    void reorganisationsComeAtTheirRateInEveryDepthAndReturnToDroppedBranches() {
        ReorgSpec reorgs = new ReorgSpec(0.2, new IntRange(1, 3), 0.5, 0.5);
        SyntheticChain chain = SyntheticChain.of(ChainSpec.standard().withReorgs(reorgs), 20_000);
        int[] byDepth = new int[4];
        Set<Integer> announced = new HashSet<>(Set.of(0));
        int again = 0;
        int againWithoutTransactions = 0;
        for (int n = 1; n < chain.announcements(); n++) {
            int parent = chain.parent(chain.announced(n)).orElseThrow();
            byDepth[(int) (chain.height(chain.tipAfter(n)) - chain.height(parent))]++;
            again += announced.add(chain.announced(n)) ? 0 : 1;
            againWithoutTransactions += chain.publishesTransactions(n) ? 0 : 1;
        }
        // While a branch comes back no other reorganisation starts, so the rate is a little below 0.2.
        assertThat(byDepth[1] + byDepth[2] + byDepth[3]).isBetween(2_500, 4_000);
        assertThat(byDepth[1]).isGreaterThan(700);
        assertThat(byDepth[2]).isGreaterThan(700);
        assertThat(byDepth[3]).isGreaterThan(500);
        assertThat(again).isGreaterThan(1_000);
        assertThat(againWithoutTransactions).isBetween(again / 3, again * 4 / 5);
    }

    @Test
    void reorganisationsOfAGivenDepthAreOfThatDepth() {
        ReorgSpec reorgs = new ReorgSpec(0.1, IntRange.exactly(7), 0, 0);
        SyntheticChain chain = SyntheticChain.of(ChainSpec.standard().withReorgs(reorgs), 5_000);
        Set<Long> depths = new HashSet<>();
        for (int n = 1; n < chain.announcements(); n++) {
            int parent = chain.parent(chain.announced(n)).orElseThrow();
            depths.add(chain.height(chain.tipAfter(n)) - chain.height(parent));
        }
        assertThat(depths).containsExactlyInAnyOrder(0L, 7L);
    }

    @Test
    void aChainWithoutReorganisationsIsOneLine() {
        SyntheticChain chain = SyntheticChain.of(ChainSpec.standard().withGenesisHeight(5), 50);
        assertThat(chain.blocks()).isEqualTo(50);
        assertThat(chain.height(chain.tipAfter(50))).isEqualTo(54);
    }
}
