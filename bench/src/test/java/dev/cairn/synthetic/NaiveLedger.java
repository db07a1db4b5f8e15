package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.schemas.v1.LedgerInstruction;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.math.BigInteger;
import java.util.Map;

/// docs/ledger.md, read literally, in numbers that cannot overflow.
final class NaiveLedger {
    private static final BigInteger AMOUNT_MAX = BigInteger.TWO.pow(63).subtract(BigInteger.ONE);
    private static final ByteString SUPPLY = ByteString.copyFromUtf8("ledger/supply");

    private final Map<ByteString, ByteString> parentState;
    private final Map<ByteString, StateWrite> changes;

    NaiveLedger(Map<ByteString, ByteString> parentState, Map<ByteString, StateWrite> changes) {
        this.parentState = parentState;
        this.changes = changes;
    }

    void run(TransactionEvent transaction) {
        if (!transaction.getPayloadType().equals("cairn.v1.LedgerInstruction")) {
            return;
        }
        LedgerInstruction instruction = parsed(transaction.getPayload());
        switch (instruction.getInstructionCase()) {
            case TRANSFER -> {
                var transfer = instruction.getTransfer();
                transfer(transfer.getFrom(), transfer.getTo(), unsigned(transfer.getAmount()));
            }
            case MINT ->
                mint(
                        instruction.getMint().getTo(),
                        unsigned(instruction.getMint().getAmount()));
            case BURN ->
                burn(
                        instruction.getBurn().getFrom(),
                        unsigned(instruction.getBurn().getAmount()));
            case INSTRUCTION_NOT_SET -> {}
        }
    }

    private void transfer(ByteString from, ByteString to, BigInteger amount) {
        if (legal(amount) && legal(from) && legal(to) && !from.equals(to) && covers(balance(from), amount)) {
            set(balance(from), get(balance(from)).subtract(amount));
            set(balance(to), get(balance(to)).add(amount));
        }
    }

    private void mint(ByteString to, BigInteger amount) {
        if (legal(amount) && legal(to) && get(SUPPLY).add(amount).compareTo(AMOUNT_MAX) <= 0) {
            set(balance(to), get(balance(to)).add(amount));
            set(SUPPLY, get(SUPPLY).add(amount));
        }
    }

    private void burn(ByteString from, BigInteger amount) {
        if (legal(amount) && legal(from) && covers(balance(from), amount)) {
            set(balance(from), get(balance(from)).subtract(amount));
            set(SUPPLY, get(SUPPLY).subtract(amount));
        }
    }

    private boolean covers(ByteString key, BigInteger amount) {
        return get(key).compareTo(amount) >= 0;
    }

    private BigInteger get(ByteString key) {
        StateWrite changed = changes.get(key);
        ByteString value = changed == null ? parentState.get(key) : changed.hasPut() ? changed.getPut() : null;
        return value == null ? BigInteger.ZERO : new BigInteger(1, value.toByteArray());
    }

    private void set(ByteString key, BigInteger amount) {
        StateWrite.Builder write = StateWrite.newBuilder().setKey(key);
        if (amount.signum() == 0) {
            write.setDelete(true);
        } else {
            write.setPut(eightBytes(amount));
        }
        changes.put(key, write.build());
    }

    static ByteString eightBytes(BigInteger amount) {
        byte[] bytes = new byte[8];
        byte[] digits = amount.toByteArray();
        System.arraycopy(digits, 0, bytes, 8 - digits.length, digits.length);
        return ByteString.copyFrom(bytes);
    }

    private static ByteString balance(ByteString account) {
        return ByteString.copyFromUtf8("ledger/balance/").concat(account);
    }

    private static boolean legal(BigInteger amount) {
        return amount.signum() > 0 && amount.compareTo(AMOUNT_MAX) <= 0;
    }

    private static boolean legal(ByteString account) {
        return !account.isEmpty() && account.size() <= 64;
    }

    private static BigInteger unsigned(long amount) {
        return new BigInteger(Long.toUnsignedString(amount));
    }

    private static LedgerInstruction parsed(ByteString payload) {
        try {
            return LedgerInstruction.parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a payload is no LedgerInstruction", e);
        }
    }
}
