package dev.cairn.synthetic;

/// Which keys the writes of a chain touch. Keys are numbered from 0; an [IdSpace] gives each number its bytes and
/// scatters neighbours over the whole key space.
public sealed interface KeyModel {

    /// The most keys a chain with this model can have.
    long countMax();

    /// Every key as often as any other: no write has the cache on its side.
    ///
    /// @param count how many keys there are
    record Uniform(int count) implements KeyModel {
        public Uniform {
            SpecBounds.within("keys.count", count, 1, Integer.MAX_VALUE);
        }

        @Override
        public long countMax() {
            return count;
        }
    }

    /// Few keys take most writes, as in real chains: the key of rank r is drawn in proportion to r^-exponent.
    ///
    /// @param count    how many keys there are
    /// @param exponent 0 is uniform; about 1 is what exchanges and popular contracts look like
    record Zipf(int count, double exponent) implements KeyModel {
        public Zipf {
            SpecBounds.within("keys.count", count, 1, Integer.MAX_VALUE);
            if (!(exponent >= 0 && exponent <= 10)) {
                throw new IllegalArgumentException(
                        "keys.exponent is " + exponent + ", but it has to be 0 to 10; 1 is a good start");
            }
        }

        @Override
        public long countMax() {
            return count;
        }
    }

    /// The state grows all the time.
    ///
    /// @param newShare share of writes that create a key; the others touch any key created before, evenly. A key
    ///                 created on a branch that was dropped counts as created.
    record InsertHeavy(double newShare) implements KeyModel {
        public InsertHeavy {
            SpecBounds.share("keys.newShare", newShare);
            if (newShare == 0) {
                throw new IllegalArgumentException(
                        "keys.newShare is 0, but then no key would ever be created; use Uniform");
            }
        }

        @Override
        public long countMax() {
            return SyntheticChain.DRAWS_MAX;
        }
    }
}
