package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import dev.cairn.schemas.v1.LedgerInstruction;
import dev.cairn.schemas.v1.LedgerInstruction.Burn;
import dev.cairn.schemas.v1.LedgerInstruction.Mint;
import dev.cairn.schemas.v1.LedgerInstruction.Transfer;

/// The instructions of a ledger chain by transaction number, and their bytes. **Threading:** one thread.
final class LedgerInstructions {
    static final String PAYLOAD_TYPE = "cairn.v1.LedgerInstruction";

    private static final ByteString NO_ACCOUNT = ByteString.EMPTY;
    private static final ByteString TOO_LONG_ACCOUNT = ByteString.copyFrom(new byte[LedgerKeys.ACCOUNT_BYTES_MAX + 1]);

    private final Payload.Ledger model;
    private final ScatteredKeys accounts;
    private final KeyChooser chooser;
    private final Dice kinds;
    private final Dice amounts;
    private final Dice odd;
    private final Dice oddKinds;

    LedgerInstructions(ChainSpec spec, Payload.Ledger model) {
        this.model = model;
        accounts = new ScatteredKeys(new IdSpace(spec.seed(), "account", spec.keyBytes()));
        chooser = KeyChooser.of(spec.keys(), spec.seed());
        kinds = Dice.of(spec.seed(), "ledger instruction");
        amounts = Dice.of(spec.seed(), "ledger amount");
        odd = Dice.of(spec.seed(), "is an odd ledger instruction");
        oddKinds = Dice.of(spec.seed(), "odd ledger instruction");
    }

    ScatteredKeys accounts() {
        return accounts;
    }

    LedgerMove at(int transaction) {
        int one = chooser.keyAt(2 * transaction);
        int other = chooser.keyAt(2 * transaction + 1);
        if (odd.chance(transaction, model.oddShare())) {
            return oddMove(transaction, one, other);
        }
        long amount = amount(transaction);
        if (kinds.chance(transaction, model.mintShare())) {
            return new LedgerMove.Mint(one, amount);
        }
        return kinds.chance(transaction, model.mintShare() + model.burnShare())
                ? new LedgerMove.Burn(one, amount)
                : new LedgerMove.Transfer(one, other, amount);
    }

    private long amount(int transaction) {
        return 1 + Long.remainderUnsigned(amounts.at(transaction), model.amountMax());
    }

    private LedgerMove oddMove(int transaction, int one, int other) {
        ByteString account = accounts.keyOf(one);
        long amount = amount(transaction);
        return switch (oddKinds.below(transaction, 8)) {
            case 0 -> new LedgerMove.Transfer(one, one, amount);
            case 1 -> new LedgerMove.Transfer(one, other, Long.MAX_VALUE);
            case 2 -> new LedgerMove.Mint(one, Long.MAX_VALUE);
            case 3 -> malformed(mint(account, 0));
            // As an unsigned number, one more than the largest amount.
            case 4 -> malformed(transfer(account, accounts.keyOf(other), Long.MIN_VALUE));
            case 5 -> malformed(burn(NO_ACCOUNT, amount));
            case 6 -> malformed(transfer(account, TOO_LONG_ACCOUNT, amount));
            default -> malformed(LedgerInstruction.getDefaultInstance());
        };
    }

    private static LedgerMove malformed(LedgerInstruction instruction) {
        return new LedgerMove.Malformed(instruction);
    }

    LedgerInstruction instruction(LedgerMove move) {
        return switch (move) {
            case LedgerMove.Transfer(var from, var to, var amount) ->
                transfer(accounts.keyOf(from), accounts.keyOf(to), amount);
            case LedgerMove.Mint(var to, var amount) -> mint(accounts.keyOf(to), amount);
            case LedgerMove.Burn(var from, var amount) -> burn(accounts.keyOf(from), amount);
            case LedgerMove.Malformed(var instruction) -> instruction;
        };
    }

    private static LedgerInstruction transfer(ByteString from, ByteString to, long amount) {
        return LedgerInstruction.newBuilder()
                .setTransfer(Transfer.newBuilder().setFrom(from).setTo(to).setAmount(amount))
                .build();
    }

    private static LedgerInstruction mint(ByteString to, long amount) {
        return LedgerInstruction.newBuilder()
                .setMint(Mint.newBuilder().setTo(to).setAmount(amount))
                .build();
    }

    private static LedgerInstruction burn(ByteString from, long amount) {
        return LedgerInstruction.newBuilder()
                .setBurn(Burn.newBuilder().setFrom(from).setAmount(amount))
                .build();
    }
}
