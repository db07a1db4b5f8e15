package dev.cairn.synthetic;

import dev.cairn.schemas.v1.LedgerInstruction;

/// One instruction of a synthetic ledger chain, with accounts by number.
sealed interface LedgerMove {

    record Transfer(int from, int to, long amount) implements LedgerMove {}

    record Mint(int to, long amount) implements LedgerMove {}

    record Burn(int from, long amount) implements LedgerMove {}

    /// An instruction the ledger refuses in every state.
    record Malformed(LedgerInstruction instruction) implements LedgerMove {}
}
