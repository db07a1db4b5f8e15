package dev.cairn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyChooserTest {
    private static final int DRAWS = 1_000_000;

    @Test
    void uniformTouchesEveryKeyAboutEquallyOften() {
        int[] counts = counts(new KeyModel.Uniform(1_000), 1_000);
        // A thousand draws a key, so the standard deviation is about 32.
        assertThat(IntStream.of(counts)).allMatch(count -> Math.abs(count - 1_000) < 200);
    }

    @Test
    void zipfFavoursLowRanksByTheirPower() {
        double exponent = 1.2;
        int keys = 10_000;
        int[] counts = counts(new KeyModel.Zipf(keys, exponent), keys);
        double total = IntStream.rangeClosed(1, keys)
                .mapToDouble(rank -> Math.pow(rank, -exponent))
                .sum();
        for (int rank : new int[] {1, 2, 3, 10, 50}) {
            double expected = DRAWS * Math.pow(rank, -exponent) / total;
            assertThat((double) counts[rank - 1]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void insertHeavyCreatesItsShareOfKeysAndTouchesOnlyWhatItCreated() {
        for (double share : new double[] {0.001, 0.3, 1}) {
            KeyChooser chooser = KeyChooser.of(new KeyModel.InsertHeavy(share), 1);
            int created = 0;
            for (int position = 0; position < DRAWS; position++) {
                int key = chooser.keyAt(position);
                assertThat(key <= created).isTrue();
                created += key == created ? 1 : 0;
            }
            assertThat((double) created).isCloseTo(DRAWS * share, within(1.0));
        }
    }

    @Test
    void aPositionGivesTheSameKeyInAnyOrderOfAsking() {
        for (KeyModel model : new KeyModel[] {
            new KeyModel.Uniform(Integer.MAX_VALUE), new KeyModel.Zipf(1_000_000, 1), new KeyModel.InsertHeavy(0.5)
        }) {
            KeyChooser forwards = KeyChooser.of(model, 5);
            KeyChooser backwards = KeyChooser.of(model, 5);
            int[] keys = IntStream.range(0, 1_000).map(forwards::keyAt).toArray();
            for (int position = 999; position >= 0; position--) {
                assertThat(backwards.keyAt(position)).isEqualTo(keys[position]);
            }
        }
    }

    private static int[] counts(KeyModel model, int keys) {
        KeyChooser chooser = KeyChooser.of(model, 1);
        int[] counts = new int[keys];
        for (int position = 0; position < DRAWS; position++) {
            counts[chooser.keyAt(position)]++;
        }
        return counts;
    }
}
