package dev.cairn.soak;

import dev.cairn.metrics.Figures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What came of a run.
///
/// @param length    how long it was meant to be
/// @param courses   of what could be watched
/// @param lived     what was done meanwhile, in words
/// @param trouble   why it could not go on or told what is not true; empty if it did neither
record SoakResult(Duration length, Map<Gauge, Course> courses, List<String> lived, List<String> trouble) {
    static SoakResult of(Duration length, List<Map<Gauge, Double>> samples, List<String> lived, List<String> trouble) {
        Map<Gauge, Course> courses = new EnumMap<>(Gauge.class);
        if (samples.size() >= Course.SAMPLES_MIN) {
            for (Gauge gauge : Gauge.values()) {
                double[] values = samples.stream()
                        .filter(sample -> sample.containsKey(gauge))
                        .mapToDouble(sample -> sample.getOrDefault(gauge, 0.0))
                        .toArray();
                if (values.length == samples.size()) {
                    courses.put(gauge, Course.of(values));
                }
            }
        }
        return new SoakResult(length, courses, lived, trouble);
    }

    /// Why the run has failed; empty if it has not.
    List<String> problems() {
        List<String> problems = new ArrayList<>(trouble);
        if (courses.isEmpty()) {
            problems.add("expected at least " + Course.SAMPLES_MIN + " samples, but the run ended before");
        }
        courses.forEach((gauge, course) -> {
            if (isJudged(gauge) && gauge.growsOn(course)) {
                problems.add("%s: %s, quarter by quarter, and still growing"
                        .formatted(gauge.what(), quarters(gauge, course)));
            }
        });
        return problems;
    }

    void print(PrintStream out) {
        out.printf("%n| | first quarter | second | third | last quarter | |%n|---|---|---|---|---|---|%n");
        courses.forEach((gauge, course) -> out.printf(
                "| %s | %s | %s | %s | %s | %s |%n",
                gauge.what(),
                gauge.shown(course.first()),
                gauge.shown(course.median(1)),
                gauge.shown(course.median(2)),
                gauge.shown(course.last()),
                verdict(gauge, course)));
        out.println();
        lived.forEach(out::println);
    }

    private String verdict(Gauge gauge, Course course) {
        if (!isJudged(gauge)) {
            return "judged in runs of " + Figures.duration(gauge.judgedFrom()) + " and more";
        }
        return gauge.growsOn(course) ? "grows" : "stays";
    }

    private boolean isJudged(Gauge gauge) {
        return length.compareTo(gauge.judgedFrom()) >= 0;
    }

    private static String quarters(Gauge gauge, Course course) {
        return "%s, %s, %s, %s"
                .formatted(
                        gauge.shown(course.first()),
                        gauge.shown(course.median(1)),
                        gauge.shown(course.median(2)),
                        gauge.shown(course.last()));
    }
}
