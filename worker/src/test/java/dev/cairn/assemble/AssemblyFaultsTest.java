package dev.cairn.assemble;

import static dev.cairn.assemble.RecordedFeed.BLOCKS;
import static dev.cairn.assemble.RecordedFeed.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the chain cannot go on from, and what the message tells.
class AssemblyFaultsTest {
    private static final BlockHeader BLOCK = Events.block("2", "1", 1);
    private static final BlockTransaction TRANSACTION = Events.transaction("2", 0);

    private static final String BEGIN_ANEW = "to new topics, and begin with them in an empty data directory";

    private HandMadeFeed feed = new HandMadeFeed();

    static Stream<Arguments> headersThatDiffer() {
        BlockRef higher = new BlockRef(new BlockHeight(3), BLOCK.ref().hash());
        Optional<Bytes> digest = Optional.of(ChainBuilder.utf8("digest"));
        return Stream.of(
                arguments("expected 2, but found 3", header(higher, 2_000, BLOCK.changes(), Optional.empty())),
                arguments("parent_hash is 0x31 in the known one and 0x3162 in this one (", Events.block("2", "1b", 1)),
                arguments(
                        "timestamp_ms is 2000 in the known one and 2001 in this one (",
                        header(BLOCK.ref(), 2_001, BLOCK.changes(), Optional.empty())),
                arguments("transaction_count is 1 in the known one and 2 in this one (", Events.block("2", "1", 2)),
                arguments(
                        "writes[0] is put 0x626c6f636b = 0x32 in the known one and absent (of 0) in this one (",
                        header(BLOCK.ref(), 2_000, StateChanges.NONE, Optional.empty())),
                arguments(
                        "timestamp_ms is 2000 in the known one and 2001 in this one;"
                                + " changes_digest is absent in the known one and 0x646967657374 in this one (",
                        header(BLOCK.ref(), 2_001, BLOCK.changes(), digest)));
    }

    private static BlockHeader header(BlockRef ref, long timestampMs, StateChanges changes, Optional<Bytes> digest) {
        return new BlockHeader(ref, BLOCK.parent(), timestampMs, 1, changes, Optional.empty(), digest);
    }

    @ParameterizedTest
    @MethodSource("headersThatDiffer")
    void aBlockEventAgainWithAnyOtherContentIsAConflictThatNamesTheFields(String difference, BlockHeader other) {
        feed.first("1", 0).block(BLOCK);
        assertHalts(
                HaltReason.CONFLICT,
                BLOCKS.topic(),
                other,
                "contradicts itself",
                difference,
                "offset 2",
                "under another hash",
                BEGIN_ANEW);
    }

    static Stream<Arguments> transactionsThatDiffer() {
        BlockRef higher = new BlockRef(new BlockHeight(3), BLOCK.ref().hash());
        Bytes hash = TRANSACTION.hash();
        Bytes other = ChainBuilder.utf8("other");
        StateChanges changes = TRANSACTION.changes();
        return Stream.of(
                arguments("expected 2, but found 3", new BlockTransaction(higher, 0, hash, changes, "", Bytes.EMPTY)),
                arguments(
                        ": hash is 0x686173682030 in the known one and 0x6f74686572 in this one (",
                        new BlockTransaction(BLOCK.ref(), 0, other, changes, "", Bytes.EMPTY)),
                arguments(
                        ": writes[0] is put 0x6b65792030 = ",
                        new BlockTransaction(BLOCK.ref(), 0, hash, Events.change("key 0", "2"), "", Bytes.EMPTY)),
                arguments(
                        ": payload_type is '' in the known one and 'a type' in this one (",
                        new BlockTransaction(BLOCK.ref(), 0, hash, changes, "a\ntype", Bytes.EMPTY)),
                arguments(
                        ": payload is 0x in the known one and 0x6f74686572 in this one (",
                        new BlockTransaction(BLOCK.ref(), 0, hash, changes, "", other)));
    }

    @ParameterizedTest
    @MethodSource("transactionsThatDiffer")
    void aTransactionAgainWithAnyOtherContentIsAConflictThatNamesTheFields(String difference, BlockTransaction other) {
        feed.first("1", 0).publish(TRANSACTIONS, TRANSACTION);
        assertHalts(
                HaltReason.CONFLICT,
                TRANSACTIONS.topic(),
                other,
                "contradicts itself",
                difference,
                "offset 1",
                BEGIN_ANEW);
    }

    @Test
    void ofManyWritesOnlyTheFirstThatDiffersIsNamed() {
        BlockTransaction known = withWrites("abc");
        feed.first("1", 0).publish(TRANSACTIONS, known);
        assertHalts(
                HaltReason.CONFLICT,
                TRANSACTIONS.topic(),
                withWrites("axy"),
                "transaction 0: writes[1] is delete 0x62 in the known one and delete 0x78 in this one (");
    }

    private static BlockTransaction withWrites(String keys) {
        StateChanges.Builder changes = new StateChanges.Builder();
        for (int i = 0; i < keys.length(); i++) {
            changes.delete(i, 1);
        }
        return new BlockTransaction(
                BLOCK.ref(), 0, Bytes.EMPTY, changes.build(keys.getBytes(StandardCharsets.UTF_8)), "", Bytes.EMPTY);
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
        assertHalts(
                HaltReason.CONFLICT,
                "blocks",
                Events.block("4", "2", 0),
                "Expected height 3",
                "this block says 4",
                BEGIN_ANEW);
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
        assertHalts(
                HaltReason.GAP,
                "blocks",
                Events.block("6", "5", 0),
                "heights 3 to 5 are missing",
                "height 6",
                BEGIN_ANEW);
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
        assertHalts(
                HaltReason.GAP, "blocks", Events.first("3", 0), "no parent", "Another chain is published", BEGIN_ANEW);
    }

    @Test
    void theFirstBlockOfAllHasNoParent() {
        assertHalts(
                HaltReason.GAP,
                "blocks",
                Events.block("5", "4", 0),
                "first-block = any",
                "lost its beginning",
                BEGIN_ANEW);
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
