package dev.cairn.handle;

import static dev.cairn.fixtures.TextState.key;
import static dev.cairn.fixtures.TextState.value;
import static dev.cairn.handle.TestEvents.block;
import static dev.cairn.handle.TestEvents.payload;
import static dev.cairn.handle.TestEvents.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockHandlingTest {
    private final TestState parent = new TestState();

    /// A handler by what it does with a transaction; of blocks it applies the writes.
    private record HandlerBy(BiFunction<BlockTransaction, StateBefore, StateChanges> rule)
            implements TransactionHandler {
        @Override
        public String name() {
            return "by-rule";
        }

        @Override
        public StateChanges changes(BlockTransaction transaction, StateBefore state) {
            return rule.apply(transaction, state);
        }
    }

    private List<StateChanges> handle(
            BiFunction<BlockTransaction, StateBefore, StateChanges> rule, BlockTransaction... transactions) {
        return new BlockHandling(new HandlerBy(rule)).changes(block(), List.of(transactions), parent);
    }

    @Test
    void theBlockItselfSeesWhatItsTransactionsDidAndCountsLast() {
        parent.entries.put(key("seen"), value("parent"));
        TransactionHandler handler = new TransactionHandler() {
            @Override
            public String name() {
                return "last";
            }

            @Override
            public StateChanges changes(BlockTransaction transaction, StateBefore state) {
                return transaction.changes();
            }

            @Override
            public StateChanges changes(BlockHeader block, StateBefore state) {
                return TestEvents.changes(
                        new StateChange.Put(key("last"), state.get(key("seen")).orElseThrow()));
            }
        };
        List<StateChanges> changes = new BlockHandling(handler)
                .changes(
                        block(),
                        List.of(
                                transaction(0, new StateChange.Put(key("seen"), value("0"))),
                                transaction(1, new StateChange.Put(key("seen"), value("1")))),
                        parent);
        assertThat(changes).hasSize(3);
        assertThat(changes.getLast().toList()).containsExactly(new StateChange.Put(key("last"), value("1")));
    }

    @Test
    void whatAHandlerThrowsIsTheBlocksFaultAndNamesTheTransaction() {
        BlockTransaction bad = payload(3, "type", Bytes.EMPTY);
        HandlerFailedException failed = catchThrowableOfType(
                HandlerFailedException.class,
                () -> handle(
                        (transaction, _) -> {
                            if (transaction.index() == 3) {
                                throw new IllegalArgumentException("expected this, but got that");
                            }
                            return StateChanges.NONE;
                        },
                        transaction(0),
                        bad));
        assertThat(failed)
                .hasMessage("the handler 'by-rule' failed at transaction 3 (hash 0f) of block 7:abcd:"
                        + " expected this, but got that")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(failed.transaction()).containsSame(bad);
    }

    @Test
    void aTransactionWithoutAHashIsNamedByItsIndexAndAnExceptionWithoutAMessageByItsClass() {
        assertThatExceptionOfType(HandlerFailedException.class)
                .isThrownBy(() -> handle(
                        (_, _) -> {
                            throw new ArithmeticException();
                        },
                        transaction(5)))
                .withMessage("the handler 'by-rule' failed at transaction 5 of block 7:abcd:"
                        + " java.lang.ArithmeticException");
    }

    @Test
    void aFailureAtTheBlockItselfNamesNoTransaction() {
        TransactionHandler handler = new TransactionHandler() {
            @Override
            public String name() {
                return "no-blocks";
            }

            @Override
            public StateChanges changes(BlockTransaction transaction, StateBefore state) {
                return StateChanges.NONE;
            }

            @Override
            public StateChanges changes(BlockHeader block, StateBefore state) {
                throw new IllegalStateException("no blocks today");
            }
        };
        HandlerFailedException failed = catchThrowableOfType(
                HandlerFailedException.class,
                () -> new BlockHandling(handler).changes(block(), List.of(transaction(0)), parent));
        assertThat(failed)
                .hasMessage(
                        "the handler 'no-blocks' failed at the changes of its own of block 7:abcd: no blocks today");
        assertThat(failed.transaction()).isEmpty();
    }

    @Test
    void anErrorThatTheHandlerBroughtAboutIsItsFailureToo() {
        List.of(new NoSuchMethodError("gone"), new StackOverflowError("deep"), new AssertionError("wrong"))
                .forEach(error -> assertThatExceptionOfType(HandlerFailedException.class)
                        .isThrownBy(() -> handle(
                                (_, _) -> {
                                    throw error;
                                },
                                transaction(0)))
                        .withMessageEndingWith("block 7:abcd: " + error)
                        .withCause(error));
        OutOfMemoryError full = new OutOfMemoryError("heap");
        assertThatThrownBy(() -> handle(
                        (_, _) -> {
                            throw full;
                        },
                        transaction(0)))
                .isSameAs(full);
    }

    @Test
    @SuppressWarnings("NullAway") // what a handler may do that was compiled without it
    void nullIsNoAnswer() {
        assertThatExceptionOfType(HandlerFailedException.class)
                .isThrownBy(() -> handle((_, _) -> null, transaction(0)))
                .withMessageEndingWith("expected changes, but got null; no changes are StateChanges.NONE");
    }

    @Test
    void changesThatCannotBeAreRefused() {
        byte[] source = new byte[StateValue.MAX_LENGTH + StateKey.MAX_LENGTH + 2];
        StateChanges.Builder positions = new StateChanges.Builder();
        positions.put(0, 1, 1, 1);
        positions.delete(0, 0);
        assertRefused(positions.build(source), "expected a key of 1 to 65536 bytes, but got 0");
        positions.delete(0, StateKey.MAX_LENGTH + 1);
        assertRefused(positions.build(source), "expected a key of 1 to 65536 bytes, but got 65537");
        positions.put(0, 1, 1, StateValue.MAX_LENGTH + 1);
        assertRefused(positions.build(source), "expected a value of at most 16777216 bytes, but got 16777217");
        positions.put(0, StateKey.MAX_LENGTH, 0, StateValue.MAX_LENGTH);
        assertThat(handle((_, _) -> positions.build(source), transaction(0))).hasSize(2);
    }

    private void assertRefused(StateChanges answer, String message) {
        assertThatExceptionOfType(HandlerFailedException.class)
                .isThrownBy(() -> handle((_, _) -> answer, transaction(0)))
                .withMessageEndingWith("transaction 0 of block 7:abcd: " + message);
    }

    @Test
    void aReadThatFailsIsNotTheHandlersFailureWhateverTheHandlerMakesOfIt() {
        RuntimeException diskFails = new RuntimeException("the disk gives no answer");
        StateBefore failing = _ -> {
            throw diskFails;
        };
        assertReadFailureComesOut(diskFails, failing, (_, state) -> present(state));
        assertReadFailureComesOut(diskFails, failing, (_, state) -> {
            try {
                return present(state);
            } catch (RuntimeException e) {
                throw new IllegalStateException("wrapped", e);
            }
        });
        assertReadFailureComesOut(diskFails, failing, (_, state) -> {
            try {
                return present(state);
            } catch (RuntimeException _) {
                return StateChanges.NONE;
            }
        });
    }

    private static StateChanges present(StateBefore state) {
        return state.get(key("a")).map(_ -> StateChanges.NONE).orElse(StateChanges.NONE);
    }

    private static void assertReadFailureComesOut(
            RuntimeException failure,
            StateBefore failing,
            BiFunction<BlockTransaction, StateBefore, StateChanges> rule) {
        assertThatThrownBy(
                        () -> new BlockHandling(new HandlerBy(rule)).changes(block(), List.of(transaction(0)), failing))
                .isSameAs(failure);
    }

    @Test
    void aBlockThatFailedCanBeHandledAgain() {
        BlockHandling handling = new BlockHandling(new HandlerBy((_, state) -> present(state)));
        StateBefore failing = _ -> {
            throw new IllegalStateException("not now");
        };
        assertThatThrownBy(() -> handling.changes(block(), List.of(transaction(0)), failing))
                .hasMessage("not now");
        assertThat(handling.changes(block(), List.of(transaction(0)), parent)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 2})
    void transactionsOutOfOrderAreRefused(int second) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handle((_, _) -> StateChanges.NONE, transaction(3), transaction(second)))
                .withMessage("expected the transactions of block 7:abcd in the order of their indexes, but got "
                        + second + " after 3");
    }
}
