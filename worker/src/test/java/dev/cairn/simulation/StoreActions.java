package dev.cairn.simulation;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.Transformer;

/// Everything that can happen to a store, each as a sentence.
final class StoreActions {
    // None is kept out by what a store is like at the moment: jqwik leaves steps out of a failing sequence one by one,
    // and gets stuck if others are then no longer allowed.
    static final List<Step> STEPS = List.of(
            new Step(3, begin()),
            new Step(30, apply()),
            new Step(4, numbered("drop the newest %d blocks", StoreLife::reorg)),
            new Step(1, just("bring back the branch that was dropped last", StoreLife::bringBackDropped)),
            new Step(15, numbered("make the oldest %d blocks final", StoreLife::finalizeOldest)),
            new Step(20, flush()),
            new Step(10, just("let memory release what was flushed", StoreLife::release)),
            new Step(2, numbered("raise the floor by %d", StoreLife::prune)),
            new Step(5, numbered("rewind by %d blocks", StoreLife::rewind)),
            new Step(2, just("write memtables to files", StoreLife::flushMemtables)),
            new Step(1, just("compact everything", life -> life.compact(KeyRange.all()))),
            new Step(1, just("compact the keys beginning with a", life -> life.compact(ofA()))),
            new Step(1, just("let 20 s pass and trim the cache", StoreLife::trimCacheAfter20Seconds)),
            new Step(1, just("give it what it has to refuse", StoreLife::refuse)),
            new Step(2, holdScan()),
            new Step(1, just("finish the scans that were opened", StoreLife::finishHeldScans)));

    static final List<Step> INTERRUPTIONS = List.of(
            new Step(
                    2,
                    just(
                            "crash, and read again what was lost",
                            life -> life.interruptions().crash(true))),
            new Step(
                    1,
                    just(
                            "crash, and go on from the disk",
                            life -> life.interruptions().crash(false))),
            new Step(
                    1,
                    just(
                            "restart, and read again what was lost",
                            life -> life.interruptions().restart(true))),
            new Step(1, just("take a snapshot", life -> life.interruptions().takeSnapshot())),
            new Step(
                    1,
                    just(
                            "restore the last snapshot",
                            life -> life.interruptions().restoreSnapshot())));

    /// Something that can happen.
    ///
    /// @param weight  how often it is chosen
    record Step(int weight, Arbitrary<Transformer<StoreLife>> sentences) {
        Action.Independent<StoreLife> action() {
            return () -> sentences;
        }

        /// The same for a state that has such lives in it.
        <S> Action.Independent<S> lifted(Function<Transformer<StoreLife>, Transformer<S>> lift) {
            return () -> sentences.map(lift);
        }
    }

    private StoreActions() {}

    private static Arbitrary<Transformer<StoreLife>> begin() {
        Arbitrary<Beginning> beginnings = Combinators.combine(
                        Arbitraries.of(0L, 1L, 100L),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(0L, 2_000L, 1L << 20))
                .as(Beginning::new);
        return oneOf(Beginning::toString, beginnings, StoreLife::begin);
    }

    private static Arbitrary<Transformer<StoreLife>> apply() {
        Arbitrary<KeyWrite.Kind> kinds = Arbitraries.frequency(
                Tuple.of(48, KeyWrite.Kind.PUT),
                Tuple.of(24, KeyWrite.Kind.DELETE),
                Tuple.of(12, KeyWrite.Kind.PUT_AGAIN),
                Tuple.of(4, KeyWrite.Kind.PUT_EMPTY),
                Tuple.of(2, KeyWrite.Kind.PUT_LONG),
                Tuple.of(1, KeyWrite.Kind.PUT_RUN),
                Tuple.of(1, KeyWrite.Kind.DELETE_RUN));
        Arbitrary<List<KeyWrite>> writes = Combinators.combine(Arbitraries.of(KeyWrite.KEYS), kinds)
                .as(KeyWrite::new)
                .list()
                .ofMaxSize(5);
        return oneOf(
                list -> list.isEmpty()
                        ? "apply a block that changes nothing"
                        : "apply a block that "
                                + list.stream().map(KeyWrite::toString).collect(Collectors.joining(", ")),
                writes,
                StoreLife::apply);
    }

    private static Arbitrary<Transformer<StoreLife>> flush() {
        Arbitrary<OptionalLong> rises = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(OptionalLong.empty())),
                Tuple.of(1, Arbitraries.longs().between(0, 4).map(OptionalLong::of)));
        return Combinators.combine(counts(), rises)
                .as((blocks, rise) -> Transformer.mutate(
                        "flush " + blocks + " blocks"
                                + (rise.isPresent() ? " with the floor raised by " + rise.getAsLong() : ""),
                        life -> life.flush(blocks, rise)));
    }

    private static Arbitrary<Transformer<StoreLife>> holdScan() {
        return Combinators.combine(Arbitraries.integers().between(0, 4), Arbitraries.of(ScanDirection.class))
                .as((below, direction) -> Transformer.mutate(
                        "open a scan " + below + " blocks below the newest, " + direction,
                        life -> life.holdScan(below, direction)));
    }

    private static Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(1, 5);
    }

    private static KeyRange ofA() {
        return KeyRange.prefix(ChainBuilder.utf8("a"));
    }

    private static Arbitrary<Transformer<StoreLife>> just(String sentence, Consumer<StoreLife> act) {
        return Arbitraries.just(Transformer.mutate(sentence, act));
    }

    private static Arbitrary<Transformer<StoreLife>> numbered(String sentence, ObjIntConsumer<StoreLife> act) {
        return oneOf(number -> sentence.formatted(number), counts(), act::accept);
    }

    private static <T> Arbitrary<Transformer<StoreLife>> oneOf(
            Function<T, String> sentence, Arbitrary<T> parameters, BiConsumer<StoreLife, T> act) {
        return parameters.map(
                parameter -> Transformer.mutate(sentence.apply(parameter), life -> act.accept(life, parameter)));
    }
}
