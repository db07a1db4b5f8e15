package dev.cairn.synthetic;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Small chains of every kind, for properties.
public final class RandomSpecs {
    private RandomSpecs() {}

    static Arbitrary<ChainSpec> any() {
        return Arbitraries.oneOf(withWrites(), ledgers());
    }

    /// Chains whose transactions and blocks carry writes.
    public static Arbitrary<ChainSpec> withWrites() {
        return shaped(Combinators.combine(ranges(0, 4), ranges(0, 3), Arbitraries.of(0.0, 0.1, 0.5), ranges(0, 40))
                .as((perTransaction, perBlock, deletes, bytes) ->
                        new Payload.Writes(perTransaction, perBlock, deletes, new ValueModel(bytes, 0.5))));
    }

    /// Chains whose transactions carry instructions of the token ledger.
    public static Arbitrary<ChainSpec> ledgers() {
        return shaped(Arbitraries.of(0.0, 0.1, 0.5)
                .flatMap(odd -> Arbitraries.of(5L, 1_000L, Long.MAX_VALUE)
                        .map(amountMax -> new Payload.Ledger(0.4, 0.2, amountMax, odd))));
    }

    static Arbitrary<FeedOptions> feeds() {
        return Combinators.combine(
                        Arbitraries.of(0.0, 0.05, 0.5),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.of(0, 1, 7, 50),
                        Arbitraries.of(0.0, 0.0, 0.0, 0.2, 1.0))
                .as(FeedOptions::new);
    }

    private static Arbitrary<ChainSpec> shaped(Arbitrary<? extends Payload> payloads) {
        Arbitrary<KeyModel> keys = Arbitraries.of(
                new KeyModel.Uniform(30),
                new KeyModel.Uniform(200),
                new KeyModel.Zipf(100, 1.1),
                new KeyModel.InsertHeavy(0.4));
        Arbitrary<IntRange> keyBytes =
                Arbitraries.of(new IntRange(4, 12), IntRange.exactly(8), new IntRange(20, 40), IntRange.exactly(5));
        Arbitrary<ReorgSpec> reorgs = Arbitraries.of(
                ReorgSpec.none(),
                new ReorgSpec(0.3, new IntRange(1, 4), 0.5, 0.5),
                new ReorgSpec(0.8, new IntRange(2, 9), 0.7, 0.0),
                new ReorgSpec(0.1, new IntRange(1, 30), 0.2, 1.0),
                new ReorgSpec(0.3, new IntRange(1, 4), 0.5, 0.5).withDeep(0.5, 3),
                new ReorgSpec(0.3, new IntRange(1, 30), 0.6, 0.1).withDeep(0.3, 40));
        Arbitrary<Finality> finality = Combinators.combine(Arbitraries.of(0, 1, 6, 40), Arbitraries.of(true, false))
                .as(Finality::new);
        Arbitrary<EventSpec> events = Arbitraries.of(
                EventSpec.plain(),
                EventSpec.plain().withIndexGaps(1),
                EventSpec.plain().withChangesDigests(),
                EventSpec.plain().withChangesDigests().withIndexGaps(5));
        Arbitrary<ChainSpec> chains = Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.of(0L, 1L, 7_000_000_000L),
                        ranges(0, 4),
                        keys,
                        keyBytes,
                        payloads,
                        reorgs,
                        finality)
                .as((seed, genesis, transactions, model, sizes, payload, reorg, finalAt) -> new ChainSpec(
                        seed, genesis, transactions, model, sizes, payload, reorg, finalAt, EventSpec.plain(), 1_000));
        return Combinators.combine(chains, events).as(ChainSpec::withEvents);
    }

    private static Arbitrary<IntRange> ranges(int min, int max) {
        return Arbitraries.integers()
                .between(min, max)
                .tuple2()
                .map(pair -> new IntRange(Math.min(pair.get1(), pair.get2()), Math.max(pair.get1(), pair.get2())));
    }
}
