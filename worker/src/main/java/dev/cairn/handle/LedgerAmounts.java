package dev.cairn.handle;

import com.google.protobuf.ByteString;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The ledger's amounts as they lie in the state: 8 bytes, big-endian, and no entry is 0.
final class LedgerAmounts {
    static final StateKey SUPPLY = new StateKey(Bytes.wrap(ascii("ledger/supply")));

    private static final ByteString BALANCE_PREFIX = ByteString.copyFrom(ascii("ledger/balance/"));

    private final StateBefore state;
    private final ChangesWriter changes = new ChangesWriter();

    LedgerAmounts(StateBefore state) {
        this.state = state;
    }

    static StateKey balanceOf(ByteString account) {
        return new StateKey(Bytes.wrap(BALANCE_PREFIX.concat(account).toByteArray()));
    }

    /// As it was before this transaction.
    long get(StateKey key) {
        return state.get(key).map(value -> amount(key, value.bytes())).orElse(0L);
    }

    void set(StateKey key, long amount) {
        if (amount == 0) {
            changes.delete(key);
        } else {
            byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(amount).array();
            changes.put(key, new StateValue(Bytes.wrap(value)));
        }
    }

    StateChanges changes() {
        return changes.changes();
    }

    static IllegalStateException notOfTheLedger(String expected, StateKey key, Object found) {
        return new IllegalStateException("expected " + expected + " at the key '"
                + key.bytes().toHex() + "', but found " + found
                + "; this state was not written by the ledger alone, so begin with an empty database");
    }

    private static long amount(StateKey key, Bytes value) {
        long amount =
                value.length() == Long.BYTES ? ByteBuffer.wrap(value.toArray()).getLong() : 0;
        if (amount <= 0) {
            throw notOfTheLedger("an amount of 1 to 2^63 - 1 in 8 bytes", key, value);
        }
        return amount;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
