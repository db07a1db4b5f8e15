package dev.cairn.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourseTest {
    private static final int SAMPLES = 80;
    private static final double LEVEL = 1_000;
    private static final double ALLOWED = 10;

    private final Random random = new Random(7);

    @Test
    void noiseAroundALevelIsNoGrowth() {
        for (int run = 0; run < 1_000; run++) {
            assertThat(grows(i -> LEVEL + 3 * random.nextGaussian())).isFalse();
        }
    }

    @Test
    void noiseFarAboveWhatIsAllowedIsRarelyTakenForGrowth() {
        int taken = 0;
        for (int run = 0; run < 1_000; run++) {
            taken += grows(i -> LEVEL + 200 * random.nextGaussian()) ? 1 : 0;
        }
        assertThat(taken).isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 50})
    void aLeakIsFoundThroughTheNoise(double perSample) {
        assertThat(grows(i -> LEVEL + perSample * i + 3 * random.nextGaussian()))
                .isTrue();
    }

    @Test
    void aLeakThatBeginsLateInTheRunIsFoundByALongerRun() {
        assertThat(grows(i -> LEVEL + 5 * Math.max(0, i - SAMPLES * 3 / 4))).isFalse();
        assertThat(grows(i -> LEVEL + 5 * Math.max(0, i - SAMPLES / 4))).isTrue();
    }

    @Test
    void aWarmUpIsNoLeak() {
        assertThat(grows(i -> LEVEL * (1 - Math.exp(-i / 5.0)))).isFalse();
        assertThat(grows(i -> i < SAMPLES / 4 ? 20.0 * i : 20.0 * SAMPLES / 4)).isFalse();
    }

    @Test
    void aStepIsNoLeakAndNeitherIsASawTooth() {
        assertThat(grows(i -> i < SAMPLES * 5 / 8 ? LEVEL : 2 * LEVEL)).isFalse();
        assertThat(grows(i -> LEVEL + 100 * (i % 13))).isFalse();
    }

    @Test
    void whatGetsLessIsNoLeak() {
        assertThat(grows(i -> LEVEL - 5 * i)).isFalse();
    }

    @Test
    void someSamplesFarOffChangeNothing() {
        assertThat(grows(i -> i % 20 == 19 ? 50 * LEVEL : LEVEL)).isFalse();
        assertThat(grows(i -> i % 20 == 19 ? 0 : LEVEL + 3 * i)).isTrue();
    }

    @Test
    void tooFewSamplesAreRefused() {
        assertThatThrownBy(() -> Course.of(new double[Course.SAMPLES_MIN - 1]))
                .hasMessage("expected at least 12 samples to judge by, but got 11; let it run longer");
    }

    @Test
    void itsRatioIsOfTheLastQuarterToTheFirst() {
        Course course = course(i -> i < SAMPLES / 2 ? 100 : 150);
        assertThat(course.lastToFirst().median()).isEqualTo(1.5);
    }

    private static boolean grows(IntToDoubleFunction samples) {
        return course(samples).growsBy(ALLOWED);
    }

    private static Course course(IntToDoubleFunction samples) {
        return Course.of(IntStream.range(0, SAMPLES).mapToDouble(samples).toArray());
    }
}
