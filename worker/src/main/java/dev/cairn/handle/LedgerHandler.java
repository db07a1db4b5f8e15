package dev.cairn.handle;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.schemas.v1.LedgerInstruction;
import dev.cairn.spelling.Quoted;

/// The handler `ledger`: moves amounts between accounts, by the rules of docs/ledger.md.
///
/// What the rules foresee is refused and changes nothing. A feed that is not the ledger's is a fault: if it were passed
/// over, the balances would be those of another chain.
public final class LedgerHandler implements TransactionHandler {
    private static final String PAYLOAD_TYPE = LedgerInstruction.getDescriptor().getFullName();

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public StateChanges changes(BlockTransaction transaction, StateBefore state) {
        checkNoWrites("transaction", transaction.changes());
        if (!transaction.payloadType().equals(PAYLOAD_TYPE)) {
            throw new IllegalArgumentException("expected a payload of type " + PAYLOAD_TYPE + ", but got "
                    + (transaction.payloadType().isEmpty()
                            ? "none"
                            : "'" + Quoted.of(transaction.payloadType()) + "'"));
        }
        return Ledger.run(instruction(transaction.payload()), state);
    }

    @Override
    public StateChanges changes(BlockHeader block, StateBefore state) {
        checkNoWrites("block", block.changes());
        return StateChanges.NONE;
    }

    private static LedgerInstruction instruction(Bytes payload) {
        try {
            return LedgerInstruction.parseFrom(payload.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "expected the payload to be a " + PAYLOAD_TYPE + ", but its " + payload.length()
                            + " bytes are none: " + e.getMessage(),
                    e);
        }
    }

    private static void checkNoWrites(String of, StateChanges published) {
        if (!published.isEmpty()) {
            throw new IllegalArgumentException("expected a " + of + " without writes of its own, but got "
                    + published.size() + "; beside the ledger's they could change what its balances add up to");
        }
    }
}
