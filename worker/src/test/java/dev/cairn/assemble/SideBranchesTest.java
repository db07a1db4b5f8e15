package dev.cairn.assemble;

import static dev.cairn.assemble.RecordedFeed.BLOCKS;
import static dev.cairn.assemble.RecordedFeed.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.assemble.AssembleConfig.FirstBlock;
import dev.cairn.assemble.AssembleConfig.OnDeepReorg;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.Announcements;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What hangs on nothing that can be replaced: copies of what lost, deep reorganisations, gaps. Four blocks above it
/// make a block final here.
class SideBranchesTest {
    private static final String[] WINNERS = {"2", "3", "4", "5", "6", "7", "8", "9"};
    private static final String[] LOSERS = {"2b", "3b", "4b", "5b"};

    private HandMadeFeed feed = feed(OnDeepReorg.REWIND);

    @ParameterizedTest
    @EnumSource
    void copiesOfBlocksThatLostLongAgoChangeNothingHoweverManyThereAre(OnDeepReorg onDeepReorg) {
        for (int from = 0; from < LOSERS.length; from++) {
            for (int to = from + 1; to <= LOSERS.length; to++) {
                feed = feedThatChangedItsMind(onDeepReorg);
                copyLosers(from, to);
                assertGoesOn(to - from);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyChangeNothingAfterARestartThatHasForgottenThem(OnDeepReorg onDeepReorg) {
        // Where it may have ended: at blocks that are final.
        for (int at = 5; at < 9; at++) {
            feed = feedThatChangedItsMind(onDeepReorg);
            feed.life = feed.life.restartedAt(feed.life.steps.get(at), config(onDeepReorg), 2);
            copyLosers(0, LOSERS.length);
            copyLosers(1, 3);
            assertGoesOn(LOSERS.length + 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBranchThatLostThoughItWasLongerIsNotTakenForNews(OnDeepReorg onDeepReorg) {
        feed = feed(onDeepReorg);
        feed.first("1", 0).chain("1", LOSERS).block(Events.withFinal(Events.block("2", "1", 0), 2));
        feed.life = feed.life.restartedAt(feed.life.steps.getLast(), config(onDeepReorg), 2);
        copyLosers(0, LOSERS.length);
        copyLosers(2, LOSERS.length);
        feed.chain("2", "3");
        assertThat(feed.applied()).containsExactly("3");
    }

    @Test
    void copiesOfAllBlocksInTheirOldOrderChangeNothing() {
        feed = feedThatChangedItsMind(OnDeepReorg.HALT);
        copyLosers(0, LOSERS.length);
        feed.chain("1", WINNERS);
        assertGoesOn(LOSERS.length + WINNERS.length);
    }

    @Test
    void aForkBelowWhatIsFinalIsAFaultOnceItsBranchHasOutgrownTheChain() {
        feed = feed(OnDeepReorg.HALT);
        feed.first("1", 0).chain("1", "2", "3", "4", "5", "6", "7").chain("1", "2b", "3b", "4b", "5b", "6b", "7b");
        assertThat(feed.applied()).hasSize(7);
        assertHalts(
                HaltReason.DEEP_REORG,
                () -> feed.block("8b", "7b", 0),
                "offset 7",
                "2 final blocks would be dropped",
                "on-deep-reorg = rewind");
        assertThat(feed.applied()).hasSize(7);
    }

    @Test
    void afterARewindToTheForkTheNewBranchIsFollowed() {
        // Transactions of the branch to come lie among those of the one that is final.
        feed.first("1", 0).transactions("2b", 0).chain("1", "2", "3", "4", "5", "6");
        feed.block("2b", "1", 1).block("3b", "2b", 1).transactions("3b", 0).chain("3b", "4b", "5b", "6b", "7b");
        assertThat(feed.life.assembler.next())
                .isEqualTo(new Assembly.DeepReorg(Events.ref("1"), Events.ref("2b"), new Announcements(6, 6, 2)));
        assertThat(rewound(6)).containsExactly("2b", "3b", "4b", "5b", "6b", "7b");
    }

    @Test
    void copiesOfWhatWasReplacedChangeNothingAlthoughTheNewBranchIsNotThereYet() {
        feed.first("1", 0).chain("1", "2", "3", "4", "5", "6").block("2b", "1", 0);
        feed.block("6", "5", 0).block("3b", "2b", 0).block("4", "3", 0).chain("3b", "4b", "5b", "6b", "7b");
        assertThat(rewound(6)).containsExactly("2b", "3b", "4b", "5b", "6b", "7b");
    }

    @Test
    void aDeepBranchMayChangeItsMindBeforeItHasOutgrownTheChain() {
        feed.first("1", 0).chain("1", "2", "3", "4", "5", "6").chain("1", "2b", "3b", "4b");
        feed.chain("2b", "3c", "4c").block("3b", "2b", 0).chain("3b", "4d", "5d", "6d", "7d");
        assertThat(feed.life.assembler.next())
                .isEqualTo(new Assembly.DeepReorg(Events.ref("1"), Events.ref("2b"), new Announcements(6, 6, 2)));
        assertThat(rewound(6)).endsWith("4c", "2b<3b", "4d", "5d", "6d", "7d");
    }

    @Test
    void ofBranchesThatLeaveTheSameBlockTheOneCountsThatOutgrowsTheChain() {
        feed.first("1", 0)
                .chain("1", "2", "3", "4", "5", "6")
                .chain("1", "2b", "3b")
                .chain("1", "2c", "3c");
        feed.chain("3b", "4b", "5b", "6b", "7b");
        assertThat(feed.life.assembler.next())
                .isEqualTo(new Assembly.DeepReorg(Events.ref("1"), Events.ref("2b"), new Announcements(6, 6, 2)));
        assertThat(rewound(6)).containsExactly("2b", "3b", "4b", "5b", "6b", "7b");
        feed = feed(OnDeepReorg.REWIND);
        feed.first("1", 0)
                .chain("1", "2", "3", "4", "5", "6")
                .chain("1", "2b", "3b")
                .chain("1", "2c", "3c");
        feed.chain("3c", "4c", "5c", "6c", "7c");
        assertThat(feed.life.assembler.next())
                .isEqualTo(new Assembly.DeepReorg(Events.ref("1"), Events.ref("2c"), new Announcements(8, 6, 2)));
        assertThat(rewound(8)).containsExactly("2c", "3c", "4c", "5c", "6c", "7c");
    }

    @Test
    void copiesOfTheChainThatIsLeftChangeNothingWhileTheBranchIsAnnounced() {
        feed.first("1", 0).chain("1", "2", "3", "4", "5", "6").chain("1", "2b", "3b", "4b");
        feed.chain("1", "2", "3").block("6", "5", 0).chain("4b", "5b", "6b", "7b");
        assertThat(feed.life.assembler.next())
                .isEqualTo(new Assembly.DeepReorg(Events.ref("1"), Events.ref("2b"), new Announcements(6, 6, 2)));
        assertThat(rewound(6)).containsExactly("2b", "3b", "4b", "5b", "6b", "7b");
    }

    @Test
    void whatWasFinalStaysFinalOnTheBranchThatTakesItsPlace() {
        // The feed says so, and nothing is by its depth.
        feed.first("1", 0).chain("1", "2", "3").block(Events.withFinal(Events.block("4", "3", 0), 4));
        feed.chain("1", "2b", "3b", "4b", "5b");
        var deep = (Assembly.DeepReorg) feed.life.assembler.next();
        assertThat(deep.before()).isEqualTo(new Announcements(4, 4, 4));
        Assembling after = afterRewind(deep.before());
        assertThat(after.steps).extracting(Object::toString).containsExactly("2b", "3b", "4b", "5b");
        assertThat(after.assembler.finalizedHeight()).isEqualTo(4);
        assertThat(after.steps)
                .allMatch(step -> step.block().resumeAfter().announcements().finalized() == 4);
        // Had it been forgotten, this one would take the place of all of them.
        feed.feed.publish(BLOCKS, Events.block("2", "1", 0));
        feed.feed.publish(BLOCKS, Events.block("6b", "5b", 0));
        after.readAll();
        assertThat(after.grow()).isEqualTo(new Assembly.Waiting());
        assertThat(after.steps.getLast()).hasToString("6b");
    }

    @Test
    void blocksThatContinueTheChainEndWhatStandsAside() {
        feed.first("1", 0)
                .chain("1", "2", "3", "4", "5", "6")
                .chain("1", "2b", "3b", "4b")
                .chain("6", "7");
        assertHalts(HaltReason.GAP, () -> feed.chain("4b", "5b", "6b", "7b", "8b"), "height 5");
        assertThat(feed.applied()).hasSize(7);
    }

    @Test
    void aGapInABranchThatIsShorterIsToldOnceItHasOutgrownTheChain() {
        feed.first("1", 0).chain("1", "2", "3", "4", "5", "6").chain("3b", "4b", "5b", "6b");
        assertThat(feed.life.assembler.missing()).contains("no block with its parent's hash", "the branch is a gap");
        assertHalts(
                HaltReason.GAP,
                () -> feed.block("7b", "6b", 0),
                "no block with that hash is known",
                "offset 6, block 3462 at height 4");
    }

    @Test
    void aBranchThatLeavesBelowWhatIsKeptSaysThatItCannotBeFollowed() {
        feed.first("1", 0).chain("1", "2", "3", "4", "5", "6", "7", "8");
        // Of heights below 3 nothing is known any more.
        feed.life = feed.life.restartedAt(feed.life.steps.get(3), config(OnDeepReorg.REWIND), 2);
        feed.life.readAll();
        assertThat(feed.life.grow()).isEqualTo(new Assembly.Waiting());
        feed.chain("1", "2b", "3b", "4b", "5b", "6b", "7b", "8b");
        assertHalts(
                HaltReason.DEEP_REORG,
                () -> feed.block("9b", "8b", 0),
                "block 3362 at height 3",
                "where its blocks are kept",
                "History there is pruned");
    }

    @Test
    void untilItIsToldEverybodySeesWhatIsWaitedFor() {
        feed.first("1", 0)
                .chain("1", "2", "3", "4", "5", "6", "7")
                .chain("1", "2b", "3b", "4b")
                .block("3c", "2", 0);
        assertThat(feed.life.assembler.awaitedBlock()).contains(Events.ref("2b"));
        assertThat(feed.life.assembler.awaited()).containsExactly(BLOCKS);
        assertThat(feed.life.assembler.missing())
                .contains(
                        "it follows 1:31, a final block", "up to height 4", "above height 7", "a deep reorganisation");
        feed.block("8", "7", 1);
        assertThat(feed.life.assembler.awaitedBlock()).contains(Events.ref("8"));
        feed.transactions("8", 0);
        assertThat(feed.life.assembler.awaitedBlock()).isEmpty();
        assertThat(feed.life.assembler.missing()).isEmpty();
    }

    @Test
    void untilItIsToldBlocksAreReadOnHoweverShortMemoryIs() {
        feed = new HandMadeFeed(config(OnDeepReorg.REWIND), 100_000);
        feed.first("1", 0).chain("1", "2", "3", "4", "5", "6", "7").block("2b", "1", 0);
        for (int index = 0; index < 5; index++) {
            feed.transactions("8", index);
        }
        assertThat(feed.life.ahead()).containsExactly(TRANSACTIONS);
    }

    @Test
    void ofWhatStandsAsideHardlyAnythingIsKept() {
        feed = new HandMadeFeed(config(OnDeepReorg.REWIND), 10_000);
        feed.first("1", 0).chain("1", "2", "3", "4", "5", "6", "7");
        long before = feed.life.assembler.bytes();
        feed.chain("1", "2b", "3b");
        assertThat(feed.life.assembler.bytes()).isBetween(before + 100, before + 2_000);
        feed.chain("7", "8", "9");
        assertThat(feed.life.assembler.bytes()).isEqualTo(before);
    }

    private HandMadeFeed feedThatChangedItsMind(OnDeepReorg onDeepReorg) {
        HandMadeFeed made = feed(onDeepReorg);
        made.first("1", 0).chain("1", LOSERS).chain("1", WINNERS);
        long _ = made.takeDuplicates();
        return made;
    }

    private void copyLosers(int from, int to) {
        for (int i = from; i < to; i++) {
            feed.block(LOSERS[i], i == 0 ? "1" : LOSERS[i - 1], 0);
        }
    }

    private void assertGoesOn(int copies) {
        assertThat(feed.applied()).endsWith("9");
        feed.chain("9", "10", "11");
        assertThat(feed.applied()).endsWith("9", "10", "11");
        assertThat(feed.takeDuplicates()).isEqualTo(copies);
    }

    /// What is applied after a rewind to the first block.
    private List<String> rewound(long announcementsFrom) {
        return afterRewind(new Announcements(announcementsFrom, 6, 2)).steps.stream()
                .map(Assembling.Step::toString)
                .toList();
    }

    private Assembling afterRewind(Announcements announcements) {
        AssembledBlock fork = feed.life.steps.getFirst().block();
        Assembling after = feed.life.restartedAt(
                fork.ref(), fork.resumeAfter().withAnnouncements(announcements), config(OnDeepReorg.REWIND), 9);
        after.readAll();
        assertThat(after.grow()).isEqualTo(new Assembly.Waiting());
        return after;
    }

    private static void assertHalts(HaltReason reason, Runnable step, String... told) {
        assertThatExceptionOfType(HaltException.class).isThrownBy(step::run).satisfies(halt -> {
            assertThat(halt.halt().reason()).isEqualTo(reason);
            assertThat(halt.halt().message()).contains(told);
        });
    }

    private static HandMadeFeed feed(OnDeepReorg onDeepReorg) {
        return new HandMadeFeed(config(onDeepReorg), 10);
    }

    private static AssembleConfig config(OnDeepReorg onDeepReorg) {
        return new AssembleConfig(FirstBlock.GENESIS, 4, 3, 1 << 20, onDeepReorg);
    }
}
