package dev.cairn.synthetic;

/// What transactions carry.
public sealed interface Payload {

    /// Transactions, and the block itself, carry state writes.
    ///
    /// @param perTransaction writes in one transaction
    /// @param perBlock       writes of the block itself, which count after those of its transactions
    /// @param deleteShare    share of writes that delete; a deleted key need not have a value
    record Writes(IntRange perTransaction, IntRange perBlock, double deleteShare, ValueModel values)
            implements Payload {
        public Writes {
            SpecBounds.within("writes.perTransaction", perTransaction, 0, 1 << 20);
            SpecBounds.within("writes.perBlock", perBlock, 0, 1 << 20);
            SpecBounds.share("writes.deleteShare", deleteShare);
        }

        public static Writes standard() {
            return new Writes(
                    IntRange.exactly(5), IntRange.exactly(0), 0.05, new ValueModel(IntRange.exactly(80), 0.5));
        }

        public Writes withPerTransaction(int min, int max) {
            return new Writes(new IntRange(min, max), perBlock, deleteShare, values);
        }

        public Writes withPerBlock(int min, int max) {
            return new Writes(perTransaction, new IntRange(min, max), deleteShare, values);
        }

        public Writes withDeleteShare(double share) {
            return new Writes(perTransaction, perBlock, share, values);
        }

        public Writes withValues(ValueModel model) {
            return new Writes(perTransaction, perBlock, deleteShare, model);
        }

        public Writes withValueBytes(int min, int max) {
            return withValues(new ValueModel(new IntRange(min, max), values.compressibleShare()));
        }
    }

    /// Each transaction carries one instruction of the token ledger, and no writes; see docs/ledger.md. The chain's
    /// keys are the accounts. What an instruction does depends on the branch it is on, so only the oracle knows.
    ///
    /// @param mintShare share of instructions that mint; what neither mints nor burns transfers
    /// @param burnShare share of instructions that burn
    /// @param amountMax amounts are 1 to this; far above the usual balance means many refusals
    /// @param oddShare  share of instructions that try the rules instead: malformed ones, transfers to oneself,
    ///                  mints and transfers of the largest amount there is
    record Ledger(double mintShare, double burnShare, long amountMax, double oddShare) implements Payload {
        public Ledger {
            SpecBounds.share("ledger.mintShare", mintShare);
            SpecBounds.share("ledger.burnShare", burnShare);
            SpecBounds.share("ledger.mintShare + ledger.burnShare", mintShare + burnShare);
            SpecBounds.within("ledger.amountMax", amountMax, 1, Long.MAX_VALUE);
            SpecBounds.share("ledger.oddShare", oddShare);
        }

        public static Ledger standard() {
            return new Ledger(0.3, 0.1, 1_000, 0.02);
        }
    }
}
