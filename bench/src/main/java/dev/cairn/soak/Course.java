package dev.cairn.soak;

import dev.cairn.bench.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How a figure went over a run, quarter by quarter.
///
/// What leaks goes on growing, and what warms up comes to an end of it. So the first quarter is left to what warms up,
/// and a figure grows steadily if the median rises from the second quarter to the third, and from the third to the
/// fourth, each time by more than is allowed and by more than its samples lie apart. A single large sample, a saw
/// tooth (files until they are compacted) or one step (a pool that gets another thread) is no leak. What leaks so
/// slowly that a quarter of the run does not show it takes a longer run to find.
///
/// @param quarters  the samples of each
record Course(List<double[]> quarters) {
    static final int SAMPLES_MIN = 12;
    private static final int QUARTERS = 4;

    static Course of(double... samples) {
        if (samples.length < SAMPLES_MIN) {
            throw new IllegalArgumentException("expected at least " + SAMPLES_MIN + " samples to judge by, but got "
                    + samples.length + "; let it run longer");
        }
        return new Course(IntStream.range(0, QUARTERS)
                .mapToObj(quarter -> Arrays.copyOfRange(
                        samples, samples.length * quarter / QUARTERS, samples.length * (quarter + 1) / QUARTERS))
                .toList());
    }

    /// The median of a quarter, counted from 0.
    double median(int quarter) {
        return Spread.of(quarters.get(quarter)).median();
    }

    double first() {
        return median(0);
    }

    double last() {
        return median(QUARTERS - 1);
    }

    /// The samples of the last quarter beside the median of the first.
    Spread lastToFirst() {
        double first = Math.max(first(), 1);
        return Spread.of(
                Arrays.stream(quarters.getLast()).map(sample -> sample / first).toArray());
    }

    /// @param allowed  how much the median may rise from one quarter to the next
    boolean growsBy(double allowed) {
        double step = Math.max(allowed, Math.max(deviation(1), Math.max(deviation(2), deviation(3))));
        return median(2) - median(1) > step && median(3) - median(2) > step;
    }

    /// How far the samples of a quarter lie from its median, in the median. For a figure that grows evenly that is a
    /// quarter of its growth, so it hides none.
    private double deviation(int quarter) {
        double median = median(quarter);
        return Spread.of(Arrays.stream(quarters.get(quarter))
                        .map(sample -> Math.abs(sample - median))
                        .toArray())
                .median();
    }
}
