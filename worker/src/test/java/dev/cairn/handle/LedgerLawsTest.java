package dev.cairn.handle;

import static dev.cairn.fixtures.TextState.key;
import static dev.cairn.handle.TestEvents.block;
import static dev.cairn.handle.TestEvents.instructions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.TextState;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.schemas.v1.LedgerInstruction;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/// What holds for the ledger whatever it is told, in numbers that cannot overflow.
class LedgerLawsTest {
    private static final StateKey SUPPLY = key("ledger/supply");
    private static final BigInteger AMOUNT_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Provide
    Arbitrary<List<LedgerInstruction>> blocks() {
        // Few accounts, so that they meet; one too long, one empty.
        Arbitrary<String> accounts = Arbitraries.of("a", "b", "c", "d", "", "e".repeat(64), "f".repeat(65));
        Arbitrary<Long> amounts = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 12),
                Arbitraries.longs(),
                Arbitraries.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE / 2, -1L, Long.MIN_VALUE));
        Arbitrary<LedgerInstruction> instructions = Arbitraries.frequencyOf(
                Tuple.of(5, Combinators.combine(accounts, accounts, amounts).as(TestEvents::transfer)),
                Tuple.of(3, Combinators.combine(accounts, amounts).as(TestEvents::mint)),
                Tuple.of(2, Combinators.combine(accounts, amounts).as(TestEvents::burn)),
                Tuple.of(1, Arbitraries.just(LedgerInstruction.getDefaultInstance())));
        return instructions.withoutEdgeCases().list().ofMaxSize(12);
    }

    @Property
    void theBalancesAddUpToTheSupplyAfterEveryInstruction(
            @ForAll("blocks") List<LedgerInstruction> first, @ForAll("blocks") List<LedgerInstruction> second) {
        TestState state = new TestState();
        for (List<LedgerInstruction> instructions : List.of(first, second)) {
            for (StateChanges changes : changesOf(instructions, state)) {
                state.apply(changes);
                assertThat(sumOfBalances(state)).isEqualTo(number(state.entries.get(SUPPLY)));
            }
        }
    }

    @Property
    void everyEntryIsAnAmountFromOneToTheLargest(@ForAll("blocks") List<LedgerInstruction> instructions) {
        TestState state = new TestState();
        state.apply(changesOf(instructions, state));
        assertThat(state.entries.values()).allSatisfy(value -> {
            assertThat(value.bytes().length()).isEqualTo(8);
            assertThat(number(value)).isBetween(BigInteger.ONE, AMOUNT_MAX);
        });
    }

    @Property
    void anInstructionMovesItsAmountOrChangesNothing(@ForAll("blocks") List<LedgerInstruction> instructions) {
        TestState state = new TestState();
        List<StateChanges> changes = changesOf(instructions, state);
        for (int i = 0; i < instructions.size(); i++) {
            TestState before = TestState.of(state.entries);
            state.apply(changes.get(i));
            if (changes.get(i).isEmpty()) {
                continue;
            }
            Flow flow = Flow.of(instructions.get(i));
            before.entries.keySet().forEach(entry -> flow.checkOf(entry, before, state));
            state.entries.keySet().forEach(entry -> flow.checkOf(entry, before, state));
        }
    }

    @Property
    void whereTheBlocksAreCutMakesNoDifference(
            @ForAll("blocks") List<LedgerInstruction> first, @ForAll("blocks") List<LedgerInstruction> second) {
        TestState inTwoBlocks = new TestState();
        inTwoBlocks.apply(changesOf(first, inTwoBlocks));
        inTwoBlocks.apply(changesOf(second, inTwoBlocks));

        TestState inOne = new TestState();
        List<LedgerInstruction> both =
                Stream.concat(first.stream(), second.stream()).toList();
        inOne.apply(changesOf(both, inOne));
        assertThat(inTwoBlocks.entries).isEqualTo(inOne.entries);
    }

    /// How much an instruction gives to each entry of the state.
    private record Flow(Map<StateKey, BigInteger> given) {
        static Flow of(LedgerInstruction instruction) {
            return switch (instruction.getInstructionCase()) {
                case TRANSFER -> {
                    var transfer = instruction.getTransfer();
                    BigInteger amount = BigInteger.valueOf(transfer.getAmount());
                    yield new Flow(Map.of(
                            balance(transfer.getFrom().toStringUtf8()),
                            amount.negate(),
                            balance(transfer.getTo().toStringUtf8()),
                            amount));
                }
                case MINT -> {
                    var mint = instruction.getMint();
                    BigInteger amount = BigInteger.valueOf(mint.getAmount());
                    yield new Flow(Map.of(balance(mint.getTo().toStringUtf8()), amount, SUPPLY, amount));
                }
                case BURN -> {
                    var burn = instruction.getBurn();
                    BigInteger amount = BigInteger.valueOf(burn.getAmount());
                    yield new Flow(
                            Map.of(balance(burn.getFrom().toStringUtf8()), amount.negate(), SUPPLY, amount.negate()));
                }
                case INSTRUCTION_NOT_SET -> new Flow(Map.of());
            };
        }

        void checkOf(StateKey entry, TestState before, TestState after) {
            assertThat(number(after.entries.get(entry)))
                    .isEqualTo(number(before.entries.get(entry)).add(given.getOrDefault(entry, BigInteger.ZERO)));
        }

        private static StateKey balance(String account) {
            return key("ledger/balance/" + account);
        }
    }

    private static List<StateChanges> changesOf(List<LedgerInstruction> instructions, StateBefore parent) {
        return new BlockHandling(new LedgerHandler())
                .changes(block(), instructions(instructions.toArray(LedgerInstruction[]::new)), parent);
    }

    private static BigInteger sumOfBalances(TestState state) {
        return state.entries.entrySet().stream()
                .filter(entry -> TextState.text(entry.getKey().bytes()).startsWith("ledger/balance/"))
                .map(entry -> number(entry.getValue()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger number(@Nullable StateValue value) {
        return value == null ? BigInteger.ZERO : new BigInteger(1, value.bytes().toArray());
    }
}
