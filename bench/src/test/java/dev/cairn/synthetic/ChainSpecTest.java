package dev.cairn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChainSpecTest {
    private static final ChainSpec STANDARD = ChainSpec.standard();
    private static final Payload.Writes WRITES = Payload.Writes.standard();

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(() -> STANDARD.withGenesisHeight(-1), "genesisHeight is -1, but it has to be 0 to"),
                refusal(
                        () -> STANDARD.withTransactionsPerBlock(0, 2_000_000),
                        "transactionsPerBlock is 0 to 2000000, but it has to lie within 0 to 1048576"),
                refusal(() -> STANDARD.withTransactionsPerBlock(3, 2), "the range is 3 to 2, but"),
                refusal(() -> STANDARD.withTransactionsPerBlock(-1, 2), "the range is -1 to 2, but"),
                refusal(() -> STANDARD.withKeyBytes(0, 8), "keyBytes is 0 to 8, but it has to lie within 1 to 65536"),
                refusal(
                        () -> STANDARD.withPayload(Payload.Ledger.standard()).withKeyBytes(8, 65),
                        "keyBytes is 8 to 65, but it has to lie within 1 to 64"),
                refusal(
                        () -> STANDARD.withKeyBytes(2, 9),
                        "keyBytes is 2 to 9, but Uniform[count=1000000] can have 1000000 keys"),
                refusal(
                        () -> STANDARD.withKeyBytes(3, 3).withKeys(new KeyModel.InsertHeavy(0.1)),
                        "keyBytes is 3, but InsertHeavy[newShare=0.1] can have 1073741824 keys"),
                refusal(() -> STANDARD.withBlockIntervalMs(0), "blockIntervalMs is 0, but it has to be 1 to"),
                refusal(() -> new KeyModel.Uniform(0), "keys.count is 0, but"),
                refusal(() -> new KeyModel.Zipf(0, 1), "keys.count is 0, but"),
                refusal(() -> new KeyModel.Zipf(5, -0.5), "keys.exponent is -0.5, but it has to be 0 to 10"),
                refusal(() -> new KeyModel.Zipf(5, Double.NaN), "keys.exponent is NaN, but"),
                refusal(() -> new KeyModel.InsertHeavy(0), "keys.newShare is 0, but then no key would ever be created"),
                refusal(() -> new KeyModel.InsertHeavy(1.5), "keys.newShare is 1.5, but a share lies between 0 and 1"),
                refusal(() -> WRITES.withPerTransaction(0, 2_000_000), "writes.perTransaction is 0 to 2000000, but"),
                refusal(() -> WRITES.withPerBlock(0, 2_000_000), "writes.perBlock is 0 to 2000000, but"),
                refusal(() -> WRITES.withDeleteShare(-0.1), "writes.deleteShare is -0.1, but"),
                refusal(() -> WRITES.withValueBytes(0, 20_000_000), "values.bytes is 0 to 20000000, but"),
                refusal(() -> new ValueModel(IntRange.exactly(1), Double.NaN), "values.compressibleShare is NaN, but"),
                refusal(() -> new Payload.Ledger(2, 0, 1, 0), "ledger.mintShare is 2.0, but"),
                refusal(() -> new Payload.Ledger(0, -1, 1, 0), "ledger.burnShare is -1.0, but"),
                refusal(() -> new Payload.Ledger(0.75, 0.5, 1, 0), "ledger.mintShare + ledger.burnShare is 1.25, but"),
                refusal(() -> new Payload.Ledger(0, 0, 0, 0), "ledger.amountMax is 0, but"),
                refusal(() -> new Payload.Ledger(0, 0, 1, 7), "ledger.oddShare is 7.0, but"),
                refusal(() -> new ReorgSpec(1.1, IntRange.exactly(1), 0, 0), "reorgs.rate is 1.1, but"),
                refusal(() -> new ReorgSpec(0, IntRange.exactly(0), 0, 0), "reorgs.depth is 0, but"),
                refusal(() -> new ReorgSpec(0, IntRange.exactly(1), -1, 0), "reorgs.returnShare is -1.0, but"),
                refusal(() -> new ReorgSpec(0, IntRange.exactly(1), 0, 2), "reorgs.republishShare is 2.0, but"),
                refusal(() -> ReorgSpec.none().withDeep(2, 1), "reorgs.deep.share is 2.0, but"),
                refusal(() -> ReorgSpec.none().withDeep(0.5, 0), "reorgs.deep.belowFinalMax is 0, but"),
                refusal(() -> EventSpec.plain().withIndexGaps(-1), "events.indexGapMax is -1, but"),
                refusal(() -> new Finality(-1, true), "finality.depth is -1, but"),
                refusal(() -> new FeedOptions(2, 1, 0, 0), "duplicateRate is 2.0, but"),
                refusal(() -> FeedOptions.tidy().withDuplicates(0, 0), "duplicateBehindMax is 0, but"),
                refusal(() -> FeedOptions.tidy().withDisorder(-1), "disorderWindow is -1, but"),
                refusal(() -> FeedOptions.tidy().withJson(1.5), "jsonShare is 1.5, but"),
                refusal(() -> SyntheticChain.of(STANDARD, 0), "announcements is 0, but it has to be 1 to"),
                refusal(
                        () -> SyntheticChain.of(
                                STANDARD.withTransactionsPerBlock(1 << 20, 1 << 20)
                                        .withPayload(WRITES.withPerTransaction(1 << 10, 1 << 10)),
                                2),
                        "the chain has more than 1073741824 writes"));
    }

    private static Arguments refusal(ThrowingCallable making, String message) {
        return Arguments.of(message, making);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aBadValueIsRefusedWithWhatWasGivenAndWhatIsAccepted(String message, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }

    @Test
    void everyPartCanBeReplaced() {
        ReorgSpec reorgs = ReorgSpec.of(0.1, 4);
        Finality finality = new Finality(3, false);
        EventSpec events = EventSpec.plain().withChangesDigests().withIndexGaps(2);
        KeyModel keys = new KeyModel.Zipf(7, 1);
        Payload.Writes payload = WRITES.withPerTransaction(1, 2)
                .withPerBlock(3, 4)
                .withDeleteShare(0.5)
                .withValueBytes(5, 6);
        assertThat(STANDARD.withSeed(9)
                        .withGenesisHeight(8)
                        .withTransactionsPerBlock(1, 2)
                        .withKeys(keys)
                        .withKeyBytes(10, 11)
                        .withPayload(payload)
                        .withReorgs(reorgs)
                        .withFinality(finality)
                        .withEvents(events)
                        .withBlockIntervalMs(12))
                .isEqualTo(new ChainSpec(
                        9, 8, new IntRange(1, 2), keys, new IntRange(10, 11), payload, reorgs, finality, events, 12));
        assertThat(events).isEqualTo(new EventSpec(true, 2));
        assertThat(payload)
                .isEqualTo(new Payload.Writes(
                        new IntRange(1, 2), new IntRange(3, 4), 0.5, new ValueModel(new IntRange(5, 6), 0.5)));
    }
}
