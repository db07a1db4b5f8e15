package dev.cairn.assemble;

import static dev.cairn.assemble.RecordedFeed.BLOCKS;
import static dev.cairn.assemble.RecordedFeed.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceRecord;
import org.junit.jupiter.api.Test;

/// Records become blocks: order, duplicates, reorganisations, finality.
class BlockAssemblerTest {
    private final HandMadeFeed feed = new HandMadeFeed();

    @Test
    void aBlockIsWholeOnceItsEventAndAllItsTransactionsAreThere() {
        feed.first("1", 2).transactions("1", 1);
        assertThat(feed.applied()).isEmpty();
        feed.transactions("1", 0);
        assertThat(feed.applied()).containsExactly("1");
        assertThat(feed.indexesOfNewest()).containsExactly(0, 1);
    }

    @Test
    void transactionsMayComeLongBeforeTheirBlockEvent() {
        feed.transactions("2", 0).transactions("1", 0).first("1", 1);
        assertThat(feed.applied()).containsExactly("1");
        feed.block("2", "1", 1);
        assertThat(feed.applied()).containsExactly("1", "2");
    }

    @Test
    void aBlockThatIsNotWholeHoldsBackThoseAfterItWhichAreThenAppliedInOrder() {
        feed.first("1", 1).block("2", "1", 1).block("3", "2", 0).transactions("2", 0);
        assertThat(feed.applied()).isEmpty();
        feed.transactions("1", 0);
        assertThat(feed.applied()).containsExactly("1", "2", "3");
    }

    @Test
    void indexesMayHaveHoles() {
        feed.first("1", 2).transactions("1", 700, 3);
        assertThat(feed.indexesOfNewest()).containsExactly(3, 700);
    }

    @Test
    void theLastRecordThatABlockNeededSaysWhenItWasPublished() {
        feed.first("1", 2).transactions("1", 0, 1, 1);
        assertThat(feed.life.steps.getFirst().block().publishedMs()).isEqualTo(101);
    }

    @Test
    void duplicatesChangeNothingWhetherABlockWaitsIsAppliedOrIsFinal() {
        feed.first("1", 1).first("1", 1).transactions("1", 0, 0).first("1", 1);
        assertThat(feed.applied()).containsExactly("1");
        assertThat(feed.takeDuplicates()).isEqualTo(3);
        feed.chain("1", "2", "3", "4", "5", "6").first("1", 1).transactions("1", 0);
        assertThat(feed.life.assembler.finalizedHeight()).isEqualTo(2);
        assertThat(feed.applied()).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(feed.takeDuplicates()).isEqualTo(2);
        assertThat(feed.takeDuplicates()).isZero();
    }

    @Test
    void aDuplicateOfABlockThatIsPrunedChangesNothing() {
        feed.first("1", 0).chain("1", "2", "3", "4");
        Assembling after = feed.life.restartedAt(feed.life.steps.getLast(), HandMadeFeed.CONFIG, 1);
        long _ = feed.feed.publish(BLOCKS, Events.block("2", "1", 0));
        long _ = feed.feed.publish(BLOCKS, Events.block("5", "4", 0));
        after.readAll();
        assertThat(after.grow()).isEqualTo(new Assembly.Waiting());
        assertThat(after.steps).hasToString("[5]");
    }

    @Test
    void aReorganisationGoesBackToAnyBlockDownToTheNewestFinalOne() {
        feed.first("1", 0).chain("1", "2", "3", "4", "5");
        assertThat(feed.life.assembler.finalizedHeight()).isEqualTo(1);
        feed.block("5b", "4", 0)
                .block("4c", "3", 0)
                .block("3d", "2", 0)
                .block("2e", "1", 0)
                .block("3e", "2e", 0);
        assertThat(feed.applied()).containsExactly("1", "2", "3", "4", "5", "4<5b", "3<4c", "2<3d", "1<2e", "3e");
    }

    @Test
    void aDroppedBranchComesBackWithoutItsTransactions() {
        feed.first("1", 0)
                .block("2a", "1", 1)
                .transactions("2a", 0)
                .block("3a", "2a", 1)
                .transactions("3a", 0);
        feed.block("2b", "1", 0).block("2a", "1", 1).block("3a", "2a", 1);
        assertThat(feed.applied()).containsExactly("1", "2a", "3a", "1<2b", "1<2a", "3a");
        assertThat(feed.indexesOfNewest()).containsExactly(0);
    }

    @Test
    void aDroppedBranchComesBackWithItsTransactions() {
        feed.first("1", 0).block("2a", "1", 1).transactions("2a", 0).block("2b", "1", 0);
        feed.transactions("2a", 0).block("2a", "1", 1);
        assertThat(feed.applied()).containsExactly("1", "2a", "1<2b", "1<2a");
        assertThat(feed.takeDuplicates()).isEqualTo(1);
    }

    @Test
    void aBranchMayGoAndComeBackBeforeTheFirstOfItsBlocksIsApplied() {
        feed.first("1", 1).block("2a", "1", 1).block("2b", "1", 1).block("2a", "1", 1);
        feed.transactions("2a", 0, 0).transactions("2b", 0).transactions("2a", 0);
        assertThat(feed.applied()).isEmpty();
        feed.transactions("1", 0);
        assertThat(feed.applied()).containsExactly("1", "2a", "1<2b", "1<2a");
    }

    @Test
    void aBlockIsFinalByItsDepth() {
        feed.first("0", 0).chain("0", "1", "2", "3");
        assertThat(feed.life.assembler.finalizedHeight()).isEqualTo(-1);
        feed.block("4", "3", 0);
        assertThat(feed.life.assembler.finalizedHeight()).isZero();
    }

    @Test
    void aBlockIsFinalWhenTheFeedSaysSo() {
        feed.first("0", 0).chain("0", "1").block(Events.withFinal(Events.block("2", "1", 0), 1));
        assertThat(feed.life.assembler.finalizedHeight()).isEqualTo(1);
        feed.block(Events.withFinal(Events.block("3", "2", 0), 3));
        assertThat(feed.life.assembler.finalizedHeight()).isEqualTo(3);
    }

    @Test
    void aDuplicateMayKnowMoreAboutFinality() {
        feed.first("0", 0).chain("0", "1", "2").block(Events.withFinal(Events.block("1", "0", 0), 1));
        assertThat(feed.life.assembler.finalizedHeight()).isEqualTo(1);
        assertThat(feed.takeDuplicates()).isEqualTo(1);
    }

    @Test
    void whatTheFeedSaysOfFinalityHoldsForTheBranchOfTheBlockItSaysItWith() {
        // After a crash a producer publishes again from 1 on, along the branch that has become final up to 3 meanwhile.
        feed.first("0", 0).chain("0", "1", "2", "3").block(Events.withFinal(Events.block("1", "0", 0), 3));
        feed.block(Events.withFinal(Events.block("2b", "1", 0), 3));
        assertThat(feed.applied()).containsExactly("0", "1", "2", "3", "1<2b");
        assertThat(feed.life.assembler.finalizedHeight()).isEqualTo(2);
    }

    @Test
    void finalityNeverFalls() {
        feed.first("0", 0).chain("0", "1").block(Events.withFinal(Events.block("2", "1", 0), 2));
        feed.block(Events.withFinal(Events.block("3", "2", 0), 1));
        assertThat(feed.life.assembler.finalizedHeight()).isEqualTo(2);
    }

    @Test
    void blockEventsOfOtherPartitionsSpeakForOtherShards() {
        feed.first("1", 0);
        long before = feed.life.assembler.bytes();
        assertThat(feed.life.assembler.add(record(new SourcePartition("blocks", 1)), Events.first("9", 0)))
                .isFalse();
        assertThat(feed.life.grow()).isEqualTo(new Assembly.Waiting());
        assertThat(feed.life.assembler.bytes()).isEqualTo(before);
    }

    @Test
    void eachTopicHasItsKindOfEventUnlessBothAreOne() {
        BlockAssembler two = feed.life.assembler;
        assertThat(two.misplaced(record(TRANSACTIONS), Events.first("1", 0))).isPresent();
        assertThat(two.misplaced(record(BLOCKS), Events.transaction("1", 0))).isPresent();
        assertThat(two.misplaced(record(BLOCKS), Events.first("1", 0))).isEmpty();
        assertThat(two.misplaced(record(TRANSACTIONS), Events.transaction("1", 0)))
                .isEmpty();
        BlockAssembler one =
                Assembling.fromTheBeginning(HandMadeFeed.CONFIG, RecordedFeed.ONE_TOPIC, feed.feed).assembler;
        assertThat(one.misplaced(record(BLOCKS), Events.transaction("1", 0))).isEmpty();
    }

    @Test
    void onlyTheBlockThatIsNextCanBeApplied() {
        feed.first("1", 0);
        AssembledBlock applied = feed.life.steps.getFirst().block();
        assertThatThrownBy(() -> feed.life.assembler.applied(applied))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected the block that was next");
    }

    private static SourceRecord record(SourcePartition partition) {
        return SourceRecord.of(partition, 0, null, new byte[10]);
    }
}
