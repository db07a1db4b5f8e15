package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The state keys of the token ledger. Key number 0 is the supply, n + 1 the balance of account n.
record LedgerKeys(ScatteredKeys accounts) implements KeyNumbers {
    static final int ACCOUNT_BYTES_MAX = 64;
    static final int SUPPLY = 0;

    private static final ByteString BALANCE_PREFIX = ByteString.copyFromUtf8("ledger/balance/");
    private static final ByteString SUPPLY_KEY = ByteString.copyFromUtf8("ledger/supply");

    static int balanceOf(int account) {
        return account + 1;
    }

    private static int accountOf(int number) {
        return number - 1;
    }

    @Override
    public ByteString keyOf(int number) {
        return number == SUPPLY ? SUPPLY_KEY : BALANCE_PREFIX.concat(accounts.keyOf(accountOf(number)));
    }

    @Override
    public OptionalInt numberOf(ByteString key) {
        if (key.equals(SUPPLY_KEY)) {
            return OptionalInt.of(SUPPLY);
        }
        if (!key.startsWith(BALANCE_PREFIX)) {
            return OptionalInt.empty();
        }
        OptionalInt account = accounts.numberOf(key.substring(BALANCE_PREFIX.size()));
        return account.isPresent() ? OptionalInt.of(balanceOf(account.getAsInt())) : account;
    }

    /// "ledger/supply" sorts after every "ledger/balance/…".
    @Override
    public int[] inKeyOrder(int[] numbers) {
        int[] accountNumbers = Arrays.stream(numbers)
                .filter(number -> number != SUPPLY)
                .map(LedgerKeys::accountOf)
                .toArray();
        IntStream balances = Arrays.stream(accounts.inKeyOrder(accountNumbers)).map(LedgerKeys::balanceOf);
        IntStream supply = Arrays.stream(numbers).filter(number -> number == SUPPLY);
        return IntStream.concat(balances, supply).toArray();
    }
}
