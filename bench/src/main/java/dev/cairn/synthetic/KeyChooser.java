package dev.cairn.synthetic;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/// Says which key a draw touches. The same position always gives the same key number. **Threading:** one thread; the
/// Zipf sampler draws from a generator that is set anew for each position.
interface KeyChooser {

    int keyAt(int position);

    static KeyChooser of(KeyModel model, long seed) {
        Dice dice = Dice.of(seed, "key of a draw");
        return switch (model) {
            case KeyModel.Uniform(var count) -> position -> dice.below(position, count);
            case KeyModel.Zipf(var count, var exponent) -> zipf(dice, count, exponent);
            case KeyModel.InsertHeavy(var newShare) -> position -> newOrOld(dice, position, newShare);
        };
    }

    private static KeyChooser zipf(Dice dice, int count, double exponent) {
        var restartable = new RestartableRandom();
        // Rejection-inversion needs no table, so a million keys cost no memory. It goes through Math.log and Math.exp,
        // which may differ in the last bit between processors; that moves about one draw in 10^10 to a neighbour rank.
        DiscreteSampler ranks = RejectionInversionZipfSampler.of(restartable, count, exponent);
        return position -> {
            restartable.state = dice.at(position);
            return ranks.sample() - 1;
        };
    }

    /// New keys are spread evenly over the positions, so how many there are before a position is a product, not a sum.
    private static int newOrOld(Dice dice, int position, double newShare) {
        int created = (int) Math.ceil(position * newShare);
        boolean createsOne = (int) Math.ceil((position + 1) * newShare) > created;
        return createsOne ? created : dice.below(position, created);
    }

    final class RestartableRandom implements UniformRandomProvider {
        private long state;

        @Override
        public long nextLong() {
            state += Dice.STEP;
            return Dice.mix(state);
        }
    }
}
