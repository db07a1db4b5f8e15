package dev.cairn.assemble;

import static dev.cairn.assemble.RecordedFeed.BLOCKS;
import static dev.cairn.assemble.RecordedFeed.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.assemble.AssembleConfig.FirstBlock;
import dev.cairn.assemble.AssembleConfig.OnDeepReorg;
import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.decode.DecodedRecord;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the chain cannot go on from, and what the message tells.
class AssemblyFaultsTest {
    private static final BlockHeader BLOCK = Events.block("2", "1", 1);
    private static final BlockTransaction TRANSACTION = Events.transaction("2", 0);

    private HandMadeFeed feed = new HandMadeFeed();

    static Stream<BlockHeader> headersThatDiffer() {
        BlockRef higher = new BlockRef(new BlockHeight(3), BLOCK.ref().hash());
        Optional<Bytes> digest = Optional.of(ChainBuilder.utf8("digest"));
        StateChanges none = StateChanges.NONE;
        return Stream.of(
                new BlockHeader(higher, BLOCK.parent(), 2_000, 1, BLOCK.changes(), Optional.empty(), Optional.empty()),
                Events.block("2", "1b", 1),
                new BlockHeader(
                        BLOCK.ref(), BLOCK.parent(), 2_001, 1, BLOCK.changes(), Optional.empty(), Optional.empty()),
                Events.block("2", "1", 2),
                new BlockHeader(BLOCK.ref(), BLOCK.parent(), 2_000, 1, none, Optional.empty(), Optional.empty()),
                new BlockHeader(BLOCK.ref(), BLOCK.parent(), 2_000, 1, BLOCK.changes(), Optional.empty(), digest));
    }

    @ParameterizedTest
    @MethodSource("headersThatDiffer")
    void aBlockEventAgainWithAnyOtherContentIsAConflict(BlockHeader other) {
        feed.first("1", 0).block(BLOCK);
        assertHalts(HaltReason.CONFLICT, BLOCKS.topic(), other, "contradicts itself", "offset 2", "under another hash");
    }

    static Stream<BlockTransaction> transactionsThatDiffer() {
        BlockRef higher = new BlockRef(new BlockHeight(3), BLOCK.ref().hash());
        Bytes hash = TRANSACTION.hash();
        Bytes other = ChainBuilder.utf8("other");
        StateChanges changes = TRANSACTION.changes();
        return Stream.of(
                new BlockTransaction(higher, 0, hash, changes, "", Bytes.EMPTY),
                new BlockTransaction(BLOCK.ref(), 0, other, changes, "", Bytes.EMPTY),
                new BlockTransaction(BLOCK.ref(), 0, hash, StateChanges.NONE, "", Bytes.EMPTY),
                new BlockTransaction(BLOCK.ref(), 0, hash, changes, "type", Bytes.EMPTY),
                new BlockTransaction(BLOCK.ref(), 0, hash, changes, "", other));
    }

    @ParameterizedTest
    @MethodSource("transactionsThatDiffer")
    void aTransactionAgainWithAnyOtherContentIsAConflict(BlockTransaction other) {
        feed.first("1", 0).publish(TRANSACTIONS, TRANSACTION);
        assertHalts(HaltReason.CONFLICT, TRANSACTIONS.topic(), other, "contradicts itself", "offset 1");
    }

    @Test
    void moreTransactionsThanAnnouncedAreAConflictWhicheverComesFirst() {
        feed.first("1", 1).transactions("1", 0);
        assertHalts(HaltReason.CONFLICT, "transactions", Events.transaction("1", 1), "number of transactions");
        HandMadeFeed early = new HandMadeFeed().transactions("1", 0, 1);
        assertHalts(early, HaltReason.CONFLICT, "blocks", Events.first("1", 1), "1 as its block event says");
    }

    @Test
    void whatIsRefusedIsRefusedAgainWhenItIsTriedAgain() {
        feed.first("1", 1).transactions("1", 0);
        HandMadeFeed early = new HandMadeFeed().transactions("1", 0, 1);
        for (int i = 0; i < 2; i++) {
            assertHalts(HaltReason.CONFLICT, "transactions", Events.transaction("1", 1), "number of transactions");
            assertHalts(early, HaltReason.CONFLICT, "blocks", Events.first("1", 1), "1 as its block event says");
        }
    }

    @Test
    void aHeightThatIsNotTheParentsPlusOneIsAConflict() {
        feed.first("1", 0).chain("1", "2");
        assertHalts(HaltReason.CONFLICT, "blocks", Events.block("4", "2", 0), "Expected height 3", "this block says 4");
    }

    @Test
    void theNewestFinalBlockAtAnotherHeightIsNotTakenForKnown() {
        feed.first("1", 0).block(Events.withFinal(Events.block("2", "1", 0), 2));
        BlockRef higher = new BlockRef(new BlockHeight(3), Events.hash("2"));
        BlockHeader moved =
                new BlockHeader(higher, BLOCK.parent(), 0, 0, StateChanges.NONE, Optional.empty(), Optional.empty());
        assertHalts(HaltReason.GAP, "blocks", moved, "no block with that hash is known");
    }

    @Test
    void aGapNamesTheMissingHeights() {
        feed.first("1", 0).chain("1", "2");
        assertHalts(HaltReason.GAP, "blocks", Events.block("6", "5", 0), "heights 3 to 5 are missing", "height 6");
    }

    @Test
    void aBlockWithAnUnknownParentConnectsToNothing() {
        feed.first("1", 0).chain("1", "2");
        assertHalts(
                HaltReason.GAP, "blocks", Events.block("3", "2b", 0), "no block with that hash is known", "offset 2");
    }

    @Test
    void aChainBeginsOnlyOnce() {
        feed.first("1", 0).chain("1", "2");
        assertHalts(HaltReason.GAP, "blocks", Events.first("3", 0), "no parent", "Another chain is published");
    }

    @Test
    void theFirstBlockOfAllHasNoParent() {
        assertHalts(HaltReason.GAP, "blocks", Events.block("5", "4", 0), "first-block = any", "lost its beginning");
    }

    @Test
    void aFeedMayBeginLaterIfWeAreToldSo() {
        HandMadeFeed later = new HandMadeFeed(config(FirstBlock.ANY, OnDeepReorg.HALT), 10);
        later.block("5", "4", 0).chain("5", "6");
        assertThat(later.applied()).containsExactly("5", "6");
        // What is published again from before the beginning was never ours.
        later.block("3", "2", 0).block("4", "3", 0).block("5", "4", 0).block("7", "6", 0);
        assertThat(later.applied()).containsExactly("5", "6", "7");
    }

    @Test
    void theSameAnswerComesUntilTheCauseIsGone() {
        feed.first("1", 0);
        long _ = feed.feed.publish(BLOCKS, Events.block("6", "5", 0));
        feed.life.readAll();
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(HaltException.class).isThrownBy(feed.life.assembler::next);
        }
    }

    private void assertHalts(HaltReason reason, String topic, DecodedRecord event, String... told) {
        assertHalts(feed, reason, topic, event, told);
    }

    private static void assertHalts(
            HandMadeFeed feed, HaltReason reason, String topic, DecodedRecord event, String... told) {
        assertThatExceptionOfType(HaltException.class)
                .isThrownBy(() -> feed.publish(topic.equals("blocks") ? BLOCKS : TRANSACTIONS, event))
                .satisfies(halt -> {
                    assertThat(halt.halt().reason()).isEqualTo(reason);
                    assertThat(halt.halt().message()).contains(told).contains("topic " + topic);
                });
    }

    private static AssembleConfig config(FirstBlock firstBlock, OnDeepReorg onDeepReorg) {
        return new AssembleConfig(firstBlock, 4, 3, 1 << 20, onDeepReorg);
    }
}
