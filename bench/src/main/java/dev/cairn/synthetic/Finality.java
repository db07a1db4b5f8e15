package dev.cairn.synthetic;

/// When a block can no longer be dropped.
///
/// @param depth     a block is final once one this many heights above it was announced; no reorganisation forks
///                  below it, but those that are meant to ([ReorgSpec#withDeep])
/// @param announced whether block events say what is final; without it, consumers go by depth
public record Finality(int depth, boolean announced) {

    public Finality {
        SpecBounds.within("finality.depth", depth, 0, 1_000_000);
    }
}
