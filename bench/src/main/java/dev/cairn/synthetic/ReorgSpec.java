package dev.cairn.synthetic;

/// How often and how deep the chain changes its mind.
///
/// @param rate           chance, at each announcement, that it starts another branch instead of extending the tip
/// @param depth          how many blocks a new branch drops. Where finality or the height of the chain does not allow
///                       the least of it, the tip is extended instead; a return drops at most the most of it
/// @param returnShare    share of reorganisations that go back to a branch dropped before (A → B → A) instead of
///                       making a new one
/// @param republishShare share of those returns in which the transactions are published again as well
/// @param deep           reorganisations that drop what was final
public record ReorgSpec(double rate, IntRange depth, double returnShare, double republishShare, Deep deep) {

    public ReorgSpec {
        SpecBounds.share("reorgs.rate", rate);
        SpecBounds.within("reorgs.depth", depth, 1, 1_000_000);
        SpecBounds.share("reorgs.returnShare", returnShare);
        SpecBounds.share("reorgs.republishShare", republishShare);
    }

    /// Reorganisations that drop nothing final.
    public ReorgSpec(double rate, IntRange depth, double returnShare, double republishShare) {
        this(rate, depth, returnShare, republishShare, Deep.none());
    }

    public static ReorgSpec none() {
        return new ReorgSpec(0, IntRange.exactly(1), 0, 0);
    }

    /// Reorganisations of which a third return to a dropped branch, half of those with their transactions.
    public static ReorgSpec of(double rate, int depthMax) {
        return new ReorgSpec(rate, new IntRange(1, depthMax), 1.0 / 3, 0.5);
    }

    /// Some of the new branches fork below what is final.
    public ReorgSpec withDeep(double share, int belowFinalMax) {
        return new ReorgSpec(rate, depth, returnShare, republishShare, new Deep(share, belowFinalMax));
    }

    /// Reorganisations against the chain's own word: consumers stop there, or rewind what they have long stored.
    ///
    /// @param share         share of the new branches that fork below the newest final block
    /// @param belowFinalMax they fork 1 to this many blocks below it, but not below the first block of the chain
    public record Deep(double share, int belowFinalMax) {
        public Deep {
            SpecBounds.share("reorgs.deep.share", share);
            SpecBounds.within("reorgs.deep.belowFinalMax", belowFinalMax, 1, 1_000_000);
        }

        static Deep none() {
            return new Deep(0, 1);
        }
    }
}
