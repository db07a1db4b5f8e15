package dev.cairn.handle;

import com.google.protobuf.ByteString;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.schemas.v1.LedgerInstruction;

/// One instruction at work on the state that it finds. Returning without a change is how an instruction is refused.
///
/// Amounts are unsigned on the wire and at most 2⁶³ − 1 by the rules, so one that is too large shows as negative.
final class Ledger {
    private static final int ACCOUNT_BYTES_MAX = 64;

    private final LedgerAmounts amounts;

    private Ledger(LedgerAmounts amounts) {
        this.amounts = amounts;
    }

    /// What the instruction changes: nothing if it is refused.
    static StateChanges run(LedgerInstruction instruction, StateBefore state) {
        LedgerAmounts amounts = new LedgerAmounts(state);
        Ledger ledger = new Ledger(amounts);
        switch (instruction.getInstructionCase()) {
            case TRANSFER -> ledger.transfer(instruction.getTransfer());
            case MINT -> ledger.mint(instruction.getMint());
            case BURN -> ledger.burn(instruction.getBurn());
            case INSTRUCTION_NOT_SET -> {}
        }
        return amounts.changes();
    }

    private void transfer(LedgerInstruction.Transfer transfer) {
        if (isAccount(transfer.getFrom())
                && isAccount(transfer.getTo())
                && !transfer.getFrom().equals(transfer.getTo())
                && isAmount(transfer.getAmount())) {
            StateKey from = LedgerAmounts.balanceOf(transfer.getFrom());
            long balance = amounts.get(from);
            if (balance >= transfer.getAmount()) {
                amounts.set(from, balance - transfer.getAmount());
                give(LedgerAmounts.balanceOf(transfer.getTo()), transfer.getAmount());
            }
        }
    }

    private void mint(LedgerInstruction.Mint mint) {
        if (isAccount(mint.getTo()) && isAmount(mint.getAmount())) {
            long supply = amounts.get(LedgerAmounts.SUPPLY);
            if (supply <= Long.MAX_VALUE - mint.getAmount()) {
                give(LedgerAmounts.balanceOf(mint.getTo()), mint.getAmount());
                amounts.set(LedgerAmounts.SUPPLY, supply + mint.getAmount());
            }
        }
    }

    private void burn(LedgerInstruction.Burn burn) {
        if (isAccount(burn.getFrom()) && isAmount(burn.getAmount())) {
            StateKey from = LedgerAmounts.balanceOf(burn.getFrom());
            long balance = amounts.get(from);
            if (balance >= burn.getAmount()) {
                amounts.set(from, balance - burn.getAmount());
                shrinkSupply(burn.getAmount());
            }
        }
    }

    // No balance can pass the supply, and the supply cannot pass the largest amount: else the state is not the
    // ledger's.
    private void give(StateKey to, long amount) {
        long balance = amounts.get(to);
        if (balance > Long.MAX_VALUE - amount) {
            throw LedgerAmounts.notOfTheLedger("an amount of at most " + (Long.MAX_VALUE - amount), to, balance);
        }
        amounts.set(to, balance + amount);
    }

    private void shrinkSupply(long amount) {
        long supply = amounts.get(LedgerAmounts.SUPPLY);
        if (supply < amount) {
            throw LedgerAmounts.notOfTheLedger("an amount of at least " + amount, LedgerAmounts.SUPPLY, supply);
        }
        amounts.set(LedgerAmounts.SUPPLY, supply - amount);
    }

    private static boolean isAccount(ByteString account) {
        return !account.isEmpty() && account.size() <= ACCOUNT_BYTES_MAX;
    }

    private static boolean isAmount(long amount) {
        return amount > 0;
    }
}
