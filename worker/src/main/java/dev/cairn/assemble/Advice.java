package dev.cairn.assemble;

/// What to do next that more than one fault has in common.
final class Advice {
    /// The only way on where what is in Kafka can never be applied: its order is the chain's, and nothing is skipped.
    static final String BEGIN_ANEW = "To go on, publish the whole chain, from its first block, to new topics, and begin"
            + " with them in an empty data directory.";

    private Advice() {}
}
