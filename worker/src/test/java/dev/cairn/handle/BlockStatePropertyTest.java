package dev.cairn.handle;

import static dev.cairn.fixtures.TextState.key;
import static dev.cairn.fixtures.TextState.value;
import static dev.cairn.handle.TestEvents.block;
import static dev.cairn.handle.TestEvents.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BlockStatePropertyTest {
    private static final List<StateKey> KEYS = List.of(key("a"), key("b"), key("c"), key("d"));

    /// What one transaction reads, and then writes.
    record Step(Set<StateKey> reads, List<StateChange> writes) {}

    @Provide
    Arbitrary<Map<StateKey, StateValue>> states() {
        return Arbitraries.maps(Arbitraries.of(KEYS), values());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<StateChange> writes = Arbitraries.oneOf(
                Arbitraries.of(KEYS).map(StateChange.Delete::new),
                Combinators.combine(Arbitraries.of(KEYS), values()).as(StateChange.Put::new));
        return Combinators.combine(Arbitraries.of(KEYS).set(), writes.list().ofMaxSize(4))
                .as(Step::new)
                .list()
                .ofMaxSize(8);
    }

    private static Arbitrary<StateValue> values() {
        return Arbitraries.integers().between(0, 99).map(number -> value(number == 0 ? "" : number.toString()));
    }

    @Property
    void aTransactionSeesTheParentsStateAndTheTransactionsBeforeIt(
            @ForAll("states") Map<StateKey, StateValue> parent, @ForAll("steps") List<Step> steps) {
        TestState expected = TestState.of(parent);
        List<Integer> seen = new ArrayList<>();
        TransactionHandler handler = new TransactionHandler() {
            @Override
            public String name() {
                return "checking";
            }

            @Override
            public StateChanges changes(BlockTransaction transaction, StateBefore state) {
                steps.get(transaction.index())
                        .reads()
                        .forEach(key -> assertThat(state.get(key)).isEqualTo(expected.get(key)));
                expected.apply(transaction.changes());
                seen.add(transaction.index());
                return transaction.changes();
            }
        };

        List<StateChanges> changes =
                new BlockHandling(handler).changes(block(), transactions(steps), TestState.of(parent));

        assertThat(seen).isEqualTo(IntStream.range(0, steps.size()).boxed().toList());
        TestState after = TestState.of(parent);
        after.apply(changes);
        assertThat(after.entries).isEqualTo(expected.entries);
    }

    @Property
    void theParentIsAskedOnlyForWhatTheBlockHasNotChanged(@ForAll("steps") List<Step> steps) {
        TestState parent = new TestState();
        Set<StateKey> written = new HashSet<>();
        List<StateKey> toAsk = new ArrayList<>();
        TransactionHandler handler = new TransactionHandler() {
            @Override
            public String name() {
                return "reading";
            }

            @Override
            public StateChanges changes(BlockTransaction transaction, StateBefore state) {
                for (StateKey key : steps.get(transaction.index()).reads()) {
                    var _ = state.get(key);
                    if (!written.contains(key)) {
                        toAsk.add(key);
                    }
                }
                transaction.changes().toList().forEach(change -> written.add(change.key()));
                return transaction.changes();
            }
        };
        var _ = new BlockHandling(handler).changes(block(), transactions(steps), parent);
        assertThat(parent.reads).isEqualTo(toAsk.size());
    }

    private static List<BlockTransaction> transactions(List<Step> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> transaction(i, steps.get(i).writes().toArray(StateChange[]::new)))
                .toList();
    }
}
