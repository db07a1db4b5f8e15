package dev.cairn.assemble;

import static dev.cairn.assemble.RecordedFeed.BLOCKS;
import static dev.cairn.assemble.RecordedFeed.MORE_TRANSACTIONS;
import static dev.cairn.assemble.RecordedFeed.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.decode.BlockHeader;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.SourcePartition;
import org.junit.jupiter.api.Test;

/// How long a block is waited for, and who waits meanwhile. Three blocks later is the most that a transaction may come
/// too late here.
class PatienceTest {
    private static final int LARGE = 100_000;

    private HandMadeFeed feed = new HandMadeFeed();

    @Test
    void aBlockIsIncompleteOnceItsPartitionHasMovedPastIt() {
        feed.first("1", 3).transactions("1", 1);
        announce("1", "2", "3", "4", "5");
        feed.transactions("2", 0).transactions("3", 0).transactions("4", 0);
        assertThat(feed.applied()).isEmpty();
        assertHalts(
                HaltReason.INCOMPLETE_BLOCK,
                () -> feed.transactions("5", 0),
                "1 of 3 transactions are there, missing are the indexes 0, 2,",
                "topic blocks, partition 0, offset 0, block 31 at height 1",
                "incomplete-after-blocks");
    }

    @Test
    void whereIndexesHaveHolesTheMessageTellsWhatIsMissingAmongThem() {
        feed.first("1", 4).transactions("1", 1, 4);
        announce("1", "2", "3", "4", "5");
        assertHalts(
                HaltReason.INCOMPLETE_BLOCK,
                () -> feed.transactions("5", 0),
                "2 of 4 transactions are there, the highest index being 4; missing are 2 of the indexes 0, 2, 3 or above 4");
    }

    @Test
    void ofManyMissingIndexesTheFirstAreNamed() {
        feed.first("1", 1_000_000);
        announce("1", "2", "3", "4", "5");
        assertHalts(
                HaltReason.INCOMPLETE_BLOCK,
                () -> feed.transactions("5", 0),
                "indexes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …");
    }

    @Test
    void aBlockIsIncompleteOnlyOnceEveryPartitionHasMovedPastIt() {
        feed.life = Assembling.fromTheBeginning(HandMadeFeed.CONFIG, RecordedFeed.FAN_IN, feed.feed);
        feed.first("1", 1);
        announce("1", "2", "3", "4");
        feed.block("5", "4", 2).transactions("5", 0);
        assertThat(feed.applied()).isEmpty();
        assertHalts(
                HaltReason.INCOMPLETE_BLOCK,
                () -> feed.publish(MORE_TRANSACTIONS, Events.transaction("5", 1)),
                "0 of 1 transactions");
    }

    @Test
    void transactionsOfBlocksThatNobodyAnnouncedProveNothing() {
        feed.first("1", 1).transactions("9", 0).transactions("1000000000", 0).transactions("1", 0);
        assertThat(feed.applied()).containsExactly("1");
    }

    @Test
    void aBlockAnnouncedAfterItsTransactionsCameProvesTheSame() {
        feed.first("1", 1).transactions("5", 0);
        announce("1", "2", "3", "4");
        assertHalts(HaltReason.INCOMPLETE_BLOCK, () -> feed.block("5", "4", 9), "0 of 1 transactions");
    }

    @Test
    void aReorganisationToLowerHeightsIsNotTakenForAnIncompleteBlock() {
        AssembleConfig config =
                new AssembleConfig(AssembleConfig.FirstBlock.GENESIS, 100, 3, 1 << 20, AssembleConfig.OnDeepReorg.HALT);
        feed = new HandMadeFeed(config, 10);
        feed.first("1", 0);
        String parent = "1";
        for (int height = 2; height < 30; height++) {
            feed.block(height + "a", parent, 1).transactions(height + "a", 0);
            parent = height + "a";
        }
        feed.block("2b", "1", 1).block("3b", "2b", 1);
        // Copies of what was dropped, and a transaction of a block that follows it and is announced soon.
        feed.transactions("29a", 0).transactions("28a", 0).transactions("3b", 0);
        assertThat(feed.applied()).hasSize(29);
        feed.transactions("2b", 0);
        assertThat(feed.applied()).hasSize(31).endsWith("1<2b", "3b");
    }

    /// Its transaction is read again, and its block event was dealt with before, so the copy is announced like a new
    /// one.
    @Test
    void afterARestartACopyOfABlockThatLostProvesNothing() {
        feed.first("1", 0).block("2a", "1", 0).block("3a", "2a", 1).transactions("3a", 0);
        feed.block("2b", "1", 0);
        Assembling after = feed.life.restartedAt(feed.life.steps.getLast(), HandMadeFeed.CONFIG, 9);
        publish(Events.block("3b", "2b", 0), Events.block("4b", "3b", 0), Events.block("5b", "4b", 0));
        publish(Events.block("6b", "5b", 1), Events.block("7b", "6b", 1), Events.block("8b", "7b", 0));
        publish(Events.block("9b", "8b", 0), Events.block("10b", "9b", 0), Events.block("3a", "2a", 1));
        long _ = feed.feed.publish(TRANSACTIONS, Events.transaction("7b", 0));
        long _ = feed.feed.publish(TRANSACTIONS, Events.transaction("6b", 0));

        after.read(BLOCKS, 5);
        assertThat(after.grow()).isEqualTo(new Assembly.Waiting());
        after.read(TRANSACTIONS, 2);
        after.read(BLOCKS, 4);
        assertThat(after.grow()).isEqualTo(new Assembly.Waiting());
        after.readAll();
        assertThat(after.grow()).isEqualTo(new Assembly.Waiting());
        assertThat(after.steps).hasToString("[3b, 4b, 5b, 6b, 7b, 8b, 9b, 10b]");
    }

    @Test
    void whileThereIsRoomNobodyWaits() {
        feed.first("1", 1).transactions("9", 0);
        assertThat(feed.life.ahead()).isEmpty();
        assertThat(feed.life.assembler.bytes()).isPositive();
    }

    @Test
    void whenMemoryIsShortAndNoBlockIsAnnouncedTransactionsWait() {
        feed = new HandMadeFeed(HandMadeFeed.CONFIG, LARGE);
        feed.transactions("1", 0, 1, 2, 3, 4, 5);
        assertThat(feed.life.ahead()).containsExactly(TRANSACTIONS);
        feed.first("1", 6);
        assertThat(feed.applied()).containsExactly("1");
    }

    @Test
    void whenMemoryIsShortThePartitionThatIsBehindIsReadOnAndThoseAheadWait() {
        feed = new HandMadeFeed(HandMadeFeed.CONFIG, LARGE);
        feed.life = Assembling.fromTheBeginning(HandMadeFeed.CONFIG, RecordedFeed.FAN_IN, feed.feed);
        feed.first("1", 1);
        announce("1", "2", "3", "4", "5");
        feed.transactions("5", 0);
        assertThat(feed.life.ahead()).containsExactly(TRANSACTIONS);
    }

    @Test
    void blocksAreReadOnUntilThereAreEnoughToTellWhoIsAhead() {
        feed = new HandMadeFeed(HandMadeFeed.CONFIG, LARGE);
        feed.first("1", 1).transactions("2", 0, 1, 2, 3, 4, 5);
        assertThat(feed.life.ahead()).isEmpty();
        feed.transactions("2", 6, 7, 8, 9);
        assertThat(feed.life.ahead()).containsExactly(BLOCKS);
        feed = new HandMadeFeed(HandMadeFeed.CONFIG, 60_000);
        feed.first("1", 1);
        announce("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(feed.life.ahead()).containsExactly(BLOCKS);
    }

    @Test
    void whatWaitsMayNotTakeMoreThanItsBudgetByFar() {
        feed = new HandMadeFeed(HandMadeFeed.CONFIG, LARGE);
        feed.first("1", 1);
        assertHalts(
                HaltReason.BUFFER_FULL,
                () -> feedWithoutEnd(TRANSACTIONS, "2"),
                "0 of 1 transactions",
                "buffered-bytes-max");
    }

    @Test
    void thatHoldsToWhereBlocksAndTransactionsShareAPartitionAndNoBlockIsAnnounced() {
        feed = new HandMadeFeed(HandMadeFeed.CONFIG, LARGE);
        feed.life = Assembling.fromTheBeginning(HandMadeFeed.CONFIG, RecordedFeed.ONE_TOPIC, feed.feed);
        assertHalts(
                HaltReason.BUFFER_FULL,
                () -> feedWithoutEnd(BLOCKS, "2"),
                "No block was announced that could be next",
                "of 1048576 allowed",
                "blocks-0",
                "buffered-bytes-max");
    }

    @Test
    void copiesOfBlockEventsThatWaitTakeMemoryToo() {
        feed.first("1", 1);
        long before = feed.life.assembler.bytes();
        feed.block(Events.first("1", 1));
        assertThat(feed.life.assembler.bytes()).isGreaterThan(before);
        feed.transactions("1", 0).chain("1", "2", "3", "4", "5", "6");
        feed.block(Events.withFinal(Events.block("7", "6", 0), 7));
        assertThat(feed.life.assembler.bytes()).isZero();
    }

    private void feedWithoutEnd(SourcePartition partition, String block) {
        for (int index = 0; index < 100; index++) {
            feed.publish(partition, Events.transaction(block, index));
            var _ = feed.life.ahead();
        }
    }

    private void publish(BlockHeader... blocks) {
        for (BlockHeader block : blocks) {
            long _ = feed.feed.publish(BLOCKS, block);
        }
    }

    /// Each with one transaction.
    private void announce(String parent, String... names) {
        String before = parent;
        for (String name : names) {
            var _ = feed.block(name, before, 1);
            before = name;
        }
    }

    private static void assertHalts(HaltReason reason, Runnable step, String... told) {
        assertThatExceptionOfType(HaltException.class).isThrownBy(step::run).satisfies(halt -> {
            assertThat(halt.halt().reason()).isEqualTo(reason);
            assertThat(halt.halt().message()).contains(told);
        });
    }
}
