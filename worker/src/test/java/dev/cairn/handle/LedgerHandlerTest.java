package dev.cairn.handle;

import static dev.cairn.fixtures.TextState.key;
import static dev.cairn.fixtures.TextState.value;
import static dev.cairn.handle.TestEvents.block;
import static dev.cairn.handle.TestEvents.burn;
import static dev.cairn.handle.TestEvents.instruction;
import static dev.cairn.handle.TestEvents.mint;
import static dev.cairn.handle.TestEvents.payload;
import static dev.cairn.handle.TestEvents.transaction;
import static dev.cairn.handle.TestEvents.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChange;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.schemas.v1.LedgerInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerHandlerTest {
    private static final String LONGEST = "x".repeat(64);
    private static final StateKey SUPPLY = key("ledger/supply");

    private final TestState state = new TestState();
    private final BlockHandling handling = new BlockHandling(new LedgerHandler());

    @Test
    void aMintGivesAndTheSupplyGrows() {
        assertThat(run(mint("alice", 258))).containsExactlyInAnyOrder(put(balance("alice"), 258), put(SUPPLY, 258));
        assertThat(state.entries.get(SUPPLY)).isEqualTo(new StateValue(Bytes.ofHex("0000000000000102")));
        assertThat(run(mint("alice", 2))).containsExactlyInAnyOrder(put(balance("alice"), 260), put(SUPPLY, 260));
        assertThat(run(mint("bob", 1))).containsExactlyInAnyOrder(put(balance("bob"), 1), put(SUPPLY, 261));
    }

    @Test
    void aTransferTakesAndGivesAndLeavesTheSupplyAlone() {
        run(mint("alice", 100), mint("bob", 5));
        assertThat(run(transfer("alice", "bob", 30)))
                .containsExactlyInAnyOrder(put(balance("alice"), 70), put(balance("bob"), 35));
        assertThat(run(transfer("alice", LONGEST, 69)))
                .containsExactlyInAnyOrder(put(balance("alice"), 1), put(balance(LONGEST), 69));
    }

    @Test
    void aBurnTakesAndTheSupplyShrinks() {
        run(mint("alice", 100), mint("bob", 5));
        assertThat(run(burn("alice", 60))).containsExactlyInAnyOrder(put(balance("alice"), 40), put(SUPPLY, 45));
    }

    @Test
    void whatBecomesZeroIsDeleted() {
        run(mint("alice", 100));
        assertThat(run(transfer("alice", "bob", 100)))
                .containsExactlyInAnyOrder(new StateChange.Delete(balance("alice")), put(balance("bob"), 100));
        assertThat(run(burn("bob", 100)))
                .containsExactlyInAnyOrder(new StateChange.Delete(balance("bob")), new StateChange.Delete(SUPPLY));
        assertThat(state.entries).isEmpty();
    }

    @Test
    void instructionsOfABlockBuildOnEachOther() {
        run(mint("alice", 10), transfer("alice", "bob", 10), transfer("bob", "carol", 4), burn("carol", 4));
        assertThat(state.entries).containsOnly(entry(balance("bob"), 6), entry(SUPPLY, 6));
    }

    @Test
    void aTransferToOneselfChangesNothingWhateverTheAmount() {
        run(mint("alice", 10));
        assertThat(run(transfer("alice", "alice", 10))).isEmpty();
        assertThat(run(transfer("alice", "alice", 11))).isEmpty();
        assertThat(run(transfer("nobody", "nobody", 11))).isEmpty();
    }

    @Test
    void whatAnAccountDoesNotHaveItCannotGive() {
        run(mint("alice", 10));
        assertThat(run(transfer("alice", "bob", 11))).isEmpty();
        assertThat(run(transfer("nobody", "bob", 1))).isEmpty();
        assertThat(run(burn("alice", 11))).isEmpty();
        assertThat(run(burn("nobody", 1))).isEmpty();
    }

    @Test
    void theSupplyGoesUpToTheLargestAmountAndNoFurther() {
        run(mint("alice", Long.MAX_VALUE - 1));
        assertThat(run(mint("bob", 2))).isEmpty();
        assertThat(run(mint("alice", Long.MAX_VALUE))).isEmpty();
        assertThat(run(mint("bob", 1))).contains(put(SUPPLY, Long.MAX_VALUE));
        assertThat(run(mint("bob", 1))).isEmpty();
        assertThat(run(transfer("bob", "alice", 1))).contains(put(balance("alice"), Long.MAX_VALUE));
        assertThat(run(burn("alice", Long.MAX_VALUE))).contains(new StateChange.Delete(SUPPLY));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void anAmountOfZeroOrAboveTheLargestIsRefused(long unsigned) {
        run(mint("alice", 10));
        assertThat(run(transfer("alice", "bob", unsigned))).isEmpty();
        assertThat(run(mint("alice", unsigned))).isEmpty();
        assertThat(run(burn("alice", unsigned))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65, 1000})
    void anAccountThatIsEmptyOrTooLongIsRefused(int length) {
        String odd = "x".repeat(length);
        run(mint("alice", 10));
        assertThat(run(transfer("alice", odd, 1))).isEmpty();
        assertThat(run(transfer(odd, "alice", 1))).isEmpty();
        assertThat(run(mint(odd, 1))).isEmpty();
        assertThat(run(burn(odd, 1))).isEmpty();
    }

    @Test
    void anAccountIsItsBytesWhateverTheyAre() {
        ByteString odd = ByteString.copyFrom(new byte[] {0, (byte) 0xff, '/'});
        LedgerInstruction mint = LedgerInstruction.newBuilder()
                .setMint(LedgerInstruction.Mint.newBuilder().setTo(odd).setAmount(1))
                .build();
        assertThat(run(mint)).contains(put(new StateKey(Bytes.ofHex("6c65646765722f62616c616e63652f00ff2f")), 1));
    }

    @Test
    void anInstructionThatIsNoneOfTheThreeIsRefused() {
        assertThat(run(LedgerInstruction.getDefaultInstance())).isEmpty();
        LedgerInstruction later = LedgerInstruction.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                9,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        assertThat(run(later)).isEmpty();
    }

    @Test
    void aPayloadOfAnotherTypeIsAFault() {
        assertFault(
                payload(2, "other.v1.Call", Bytes.EMPTY),
                "expected a payload of type cairn.v1.LedgerInstruction, but got 'other.v1.Call'");
        assertFault(
                payload(2, "two\nlines", Bytes.EMPTY),
                "expected a payload of type cairn.v1.LedgerInstruction, but got 'two lines'");
        assertFault(
                payload(2, "", Bytes.wrap(mint("alice", 1).toByteArray())),
                "expected a payload of type cairn.v1.LedgerInstruction, but got none");
    }

    @Test
    void aPayloadThatIsNoInstructionIsAFault() {
        assertThatExceptionOfType(HandlerFailedException.class)
                .isThrownBy(() -> handling.changes(
                        block(), List.of(payload(2, "cairn.v1.LedgerInstruction", Bytes.ofHex("0affff"))), state))
                .withMessageContaining("transaction 2 (hash 0f) of block 7:abcd: expected the payload to be a"
                        + " cairn.v1.LedgerInstruction, but its 3 bytes are none: ");
    }

    @Test
    void writesOfATransactionsOwnAreAFault() {
        StateChange write = new StateChange.Put(balance("alice"), value("rich"));
        BlockTransaction both = new BlockTransaction(
                TestEvents.BLOCK,
                2,
                Bytes.ofHex("0f"),
                TestEvents.changes(write, write),
                "cairn.v1.LedgerInstruction",
                Bytes.wrap(mint("alice", 1).toByteArray()));
        assertFault(
                both,
                "expected a transaction without writes of its own, but got 2; beside the ledger's they could change"
                        + " what its balances add up to");
        assertThatExceptionOfType(HandlerFailedException.class)
                .isThrownBy(() -> handling.changes(block(), List.of(transaction(0, write)), state));
    }

    @Test
    void writesOfABlocksOwnAreAFault() {
        assertThatExceptionOfType(HandlerFailedException.class)
                .isThrownBy(() -> handling.changes(block(new StateChange.Delete(key("reward"))), List.of(), state))
                .withMessage("the handler 'ledger' failed at the changes of its own of block 7:abcd: expected a block"
                        + " without writes of its own, but got 1; beside the ledger's they could change what its"
                        + " balances add up to");
        assertThat(handling.changes(block(), List.of(), state))
                .allSatisfy(changes -> assertThat(changes.isEmpty()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00000000000001", "000000000000000001", "0000000000000000", "8000000000000000"})
    void anEntryThatIsNoAmountShowsThatTheStateIsNotTheLedgers(String hex) {
        state.entries.put(balance("bob"), new StateValue(Bytes.ofHex(hex)));
        assertFault(
                instruction(2, burn("bob", 1)),
                "expected an amount of 1 to 2^63 - 1 in 8 bytes at the key '6c65646765722f62616c616e63652f626f62', but"
                        + " found 0x" + hex
                        + "; this state was not written by the ledger alone, so begin with an empty database");
    }

    @Test
    void balancesThatCannotAddUpToTheSupplyShowTheSame() {
        state.entries.put(balance("alice"), amount(5));
        state.entries.put(balance("bob"), amount(Long.MAX_VALUE - 3));
        state.entries.put(SUPPLY, amount(3));
        assertFault(
                instruction(2, transfer("alice", "bob", 4)),
                "expected an amount of at most 9223372036854775803 at the key '6c65646765722f62616c616e63652f626f62',"
                        + " but found 9223372036854775804; this state was not written by the ledger alone, so begin"
                        + " with an empty database");
        assertFault(
                instruction(2, burn("alice", 4)),
                "expected an amount of at least 4 at the key '6c65646765722f737570706c79', but found 3; this state was"
                        + " not written by the ledger alone, so begin with an empty database");
        assertThat(run(transfer("alice", "bob", 3))).contains(put(balance("bob"), Long.MAX_VALUE));
        assertThat(run(burn("bob", 3))).contains(new StateChange.Delete(SUPPLY));
    }

    private void assertFault(BlockTransaction transaction, String message) {
        assertThatExceptionOfType(HandlerFailedException.class)
                .isThrownBy(() -> handling.changes(block(), List.of(transaction), state))
                .withMessage("the handler 'ledger' failed at transaction 2 (hash 0f) of block 7:abcd: " + message);
    }

    private List<StateChange> run(LedgerInstruction... instructions) {
        List<StateChange> changes = new ArrayList<>();
        for (var part : handling.changes(block(), TestEvents.instructions(instructions), state)) {
            state.apply(part);
            changes.addAll(part.toList());
        }
        return changes;
    }

    private static Map.Entry<StateKey, StateValue> entry(StateKey key, long amount) {
        return Map.entry(key, amount(amount));
    }

    private static StateChange put(StateKey key, long amount) {
        return new StateChange.Put(key, amount(amount));
    }

    private static StateValue amount(long amount) {
        return new StateValue(Bytes.ofHex("%016x".formatted(amount)));
    }

    private static StateKey balance(String account) {
        return new StateKey(ChainBuilder.utf8("ledger/balance/" + account));
    }
}
