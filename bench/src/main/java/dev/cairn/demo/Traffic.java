package dev.cairn.demo;

import com.google.protobuf.ByteString;
import dev.cairn.schemas.v1.LedgerInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// Makes ledger instructions between a handful of accounts. **Threading:** one thread.
final class Traffic {
    private static final List<ByteString> ACCOUNTS = IntStream.rangeClosed(1, 50)
            .mapToObj(number -> ByteString.copyFromUtf8("account-%02d".formatted(number)))
            .toList();
    private static final int FIRST_BALANCE = 100_000;
    private static final int AMOUNT_MAX = 100;

    /// What is asked for.
    enum Kind {
        TRANSFER,
        MINT,
        BURN,
        MIXED;

        static Optional<Kind> named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals(name))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Random random;

    Traffic(long seed) {
        random = new Random(seed);
    }

    /// What gives every account something to move.
    List<LedgerInstruction> firstBalances() {
        return ACCOUNTS.stream().map(account -> mint(account, FIRST_BALANCE)).toList();
    }

    List<LedgerInstruction> make(Kind kind, int count) {
        List<LedgerInstruction> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            made.add(one(kind));
        }
        return made;
    }

    private LedgerInstruction one(Kind kind) {
        return switch (kind) {
            case TRANSFER -> transfer();
            case MINT -> mint(account(), amount());
            case BURN -> burn(account(), amount());
            // Of ten, eight transfer, and as much is minted as burned.
            case MIXED ->
                switch (random.nextInt(10)) {
                    case 0 -> one(Kind.MINT);
                    case 1 -> one(Kind.BURN);
                    default -> one(Kind.TRANSFER);
                };
        };
    }

    private LedgerInstruction transfer() {
        int from = random.nextInt(ACCOUNTS.size());
        int steps = 1 + random.nextInt(ACCOUNTS.size() - 1);
        return LedgerInstruction.newBuilder()
                .setTransfer(LedgerInstruction.Transfer.newBuilder()
                        .setFrom(ACCOUNTS.get(from))
                        .setTo(ACCOUNTS.get((from + steps) % ACCOUNTS.size()))
                        .setAmount(amount()))
                .build();
    }

    private static LedgerInstruction mint(ByteString to, long amount) {
        return LedgerInstruction.newBuilder()
                .setMint(LedgerInstruction.Mint.newBuilder().setTo(to).setAmount(amount))
                .build();
    }

    private static LedgerInstruction burn(ByteString from, long amount) {
        return LedgerInstruction.newBuilder()
                .setBurn(LedgerInstruction.Burn.newBuilder().setFrom(from).setAmount(amount))
                .build();
    }

    private ByteString account() {
        return ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    }

    private long amount() {
        return 1L + random.nextInt(AMOUNT_MAX);
    }
}
