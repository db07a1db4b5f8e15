package dev.cairn.simulation;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.ScanDirection;
import dev.cairn.storage.KeyRange;
import java.time.Duration;
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
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.Transformer;

/// Everything that can happen to a store, each as a sentence.
final class StoreActions {
    /// With how often each is chosen.
    static final List<Tuple2<Integer, Action.Independent<StoreLife>>> STEPS = List.of(
            Tuple.of(3, begin()),
            Tuple.of(16, apply()),
            Tuple.of(
                    3, oneOf("drop the newest %d blocks", Arbitraries.integers().between(1, 4), StoreLife::reorg)),
            Tuple.of(2, just("bring back the branch that was dropped last", StoreLife::bringBackDropped)),
            Tuple.of(8, oneOf("make the oldest %d blocks final", counts(), StoreLife::finalizeOldest)),
            Tuple.of(8, flush()),
            Tuple.of(2, just("let memory release what was flushed", StoreLife::release)),
            Tuple.of(3, oneOf("raise the floor by %d", counts(), StoreLife::prune)),
            Tuple.of(2, oneOf("rewind by %d blocks", Arbitraries.integers().between(0, 5), StoreLife::rewind)),
            Tuple.of(2, just("write memtables to files", StoreLife::flushMemtables)),
            Tuple.of(1, just("compact everything", life -> life.compact(KeyRange.all()))),
            Tuple.of(1, just("compact the keys beginning with a", life -> life.compact(ofA()))),
            Tuple.of(1, just("let 20 s pass and trim the cache", life -> life.trimCacheAfter(Duration.ofSeconds(20)))),
            Tuple.of(1, just("give it what it has to refuse", StoreLife::refuse)),
            Tuple.of(2, holdScan()),
            Tuple.of(1, just("finish the scans that were opened", StoreLife::finishHeldScans)));

    static final List<Tuple2<Integer, Action.Independent<StoreLife>>> INTERRUPTIONS = List.of(
            Tuple.of(
                    2,
                    just(
                            "crash, and read again what was lost",
                            life -> life.interruptions().crash(true))),
            Tuple.of(
                    2,
                    just(
                            "crash, and go on from the disk",
                            life -> life.interruptions().crash(false))),
            Tuple.of(
                    1,
                    just(
                            "restart, and read again what was not flushed",
                            life -> life.interruptions().restart(true))),
            Tuple.of(1, just("take a snapshot", life -> life.interruptions().takeSnapshot())),
            Tuple.of(
                    1,
                    just(
                            "restore the snapshot that was taken last",
                            life -> life.interruptions().restoreSnapshot())));

    private StoreActions() {}

    private static Action.Independent<StoreLife> begin() {
        Arbitrary<Beginning> beginnings = Combinators.combine(
                        Arbitraries.of(0L, 1L, 100L),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(0L, 2_000L, 1L << 20))
                .as(Beginning::new);
        return oneOf(Beginning::toString, beginnings, StoreLife::begin);
    }

    private static Action.Independent<StoreLife> apply() {
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

    private static Action.Independent<StoreLife> flush() {
        Arbitrary<OptionalLong> rises = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(OptionalLong.empty())),
                Tuple.of(1, Arbitraries.longs().between(0, 4).map(OptionalLong::of)));
        Arbitrary<Transformer<StoreLife>> transformers = Combinators.combine(counts(), rises)
                .as((blocks, rise) -> Transformer.mutate(
                        "flush " + blocks + " blocks"
                                + (rise.isPresent() ? " with the floor raised by " + rise.getAsLong() : ""),
                        life -> life.flush(blocks, rise)));
        return () -> transformers;
    }

    private static Action.Independent<StoreLife> holdScan() {
        Arbitrary<Transformer<StoreLife>> transformers = Combinators.combine(
                        Arbitraries.integers().between(0, 4), Arbitraries.of(ScanDirection.class))
                .as((below, direction) -> Transformer.mutate(
                        "open a scan " + below + " blocks below the newest, " + direction,
                        life -> life.holdScan(below, direction)));
        return () -> transformers;
    }

    private static Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(1, 5);
    }

    private static KeyRange ofA() {
        return KeyRange.prefix(ChainBuilder.utf8("a"));
    }

    private static Action.Independent<StoreLife> just(String sentence, Consumer<StoreLife> act) {
        return Action.just(Transformer.mutate(sentence, act));
    }

    private static Action.Independent<StoreLife> oneOf(
            String sentence, Arbitrary<Integer> numbers, ObjIntConsumer<StoreLife> act) {
        return oneOf(number -> sentence.formatted(number), numbers, act::accept);
    }

    private static <T> Action.Independent<StoreLife> oneOf(
            Function<T, String> sentence, Arbitrary<T> parameters, BiConsumer<StoreLife, T> act) {
        Arbitrary<Transformer<StoreLife>> transformers = parameters.map(
                parameter -> Transformer.mutate(sentence.apply(parameter), life -> act.accept(life, parameter)));
        return () -> transformers;
    }
}
