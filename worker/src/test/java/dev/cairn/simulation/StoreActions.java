package dev.cairn.simulation;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.ScanDirection;
import dev.cairn.storage.KeyRange;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.Transformer;

/// Everything that can happen to a store, each as a sentence.
final class StoreActions {
    static final List<Step> STEPS = List.of(
            new Step(3, model -> model.chain().isEmpty(), begin()),
            new Step(30, _ -> true, apply()),
            new Step(4, model -> model.replaceable() > 0, numbered("drop the newest %d blocks", StoreLife::reorg)),
            new Step(1, _ -> true, just("bring back the branch that was dropped last", StoreLife::bringBackDropped)),
            new Step(
                    12,
                    model -> model.finalHeight() < model.chain().tip(),
                    numbered("make the oldest %d blocks final", StoreLife::finalizeOldest)),
            new Step(15, StoreActions::canFlush, flush()),
            new Step(2, _ -> true, just("let memory release what was flushed", StoreLife::release)),
            new Step(2, StoreActions::keepsHistory, numbered("raise the floor by %d", StoreLife::prune)),
            new Step(3, StoreActions::keepsHistory, numbered("rewind by %d blocks", StoreLife::rewind)),
            new Step(2, _ -> true, just("write memtables to files", StoreLife::flushMemtables)),
            new Step(1, _ -> true, just("compact everything", life -> life.compact(KeyRange.all()))),
            new Step(1, _ -> true, just("compact the keys beginning with a", life -> life.compact(ofA()))),
            new Step(1, _ -> true, just("let 20 s pass and trim the cache", StoreLife::trimCacheAfter20Seconds)),
            new Step(1, _ -> true, just("give it what it has to refuse", StoreLife::refuse)),
            new Step(2, _ -> true, holdScan()),
            new Step(1, _ -> true, just("finish the scans that were opened", StoreLife::finishHeldScans)));

    static final List<Step> INTERRUPTIONS = List.of(
            new Step(
                    2,
                    _ -> true,
                    just(
                            "crash, and read again what was lost",
                            life -> life.interruptions().crash(true))),
            new Step(
                    1,
                    _ -> true,
                    just(
                            "crash, and go on from the disk",
                            life -> life.interruptions().crash(false))),
            new Step(
                    1,
                    _ -> true,
                    just(
                            "restart, and read again what was not flushed",
                            life -> life.interruptions().restart(true))),
            new Step(
                    1,
                    StoreActions::keepsHistory,
                    just("take a snapshot", life -> life.interruptions().takeSnapshot())),
            new Step(
                    1,
                    StoreActions::keepsHistory,
                    just(
                            "restore the last snapshot",
                            life -> life.interruptions().restoreSnapshot())));

    /// Something that can happen.
    ///
    /// @param weight    how often it is chosen
    /// @param possible  whether it would do anything; what does nothing would only make lives longer
    record Step(int weight, Predicate<StoreModel> possible, Arbitrary<Transformer<StoreLife>> sentences) {
        Action.Independent<StoreLife> action() {
            return on(StoreLife::model, Function.identity());
        }

        /// The same, for a state that has such a life in it.
        <S> Action.Independent<S> on(
                Function<S, StoreModel> model, Function<Transformer<StoreLife>, Transformer<S>> lifted) {
            Arbitrary<Transformer<S>> transformers = sentences.map(lifted);
            return new Action.Independent<>() {
                @Override
                public boolean precondition(S state) {
                    return possible.test(model.apply(state));
                }

                @Override
                public Arbitrary<Transformer<S>> transformer() {
                    return transformers;
                }
            };
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

    private static boolean canFlush(StoreModel model) {
        return model.finalHeight() > model.committed().height();
    }

    private static boolean keepsHistory(StoreModel model) {
        return model.committed().height() > model.committed().floor();
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
