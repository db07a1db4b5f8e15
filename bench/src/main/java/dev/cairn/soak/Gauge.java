package dev.cairn.soak;

import dev.cairn.metrics.Figures;
import java.time.Duration;
import java.util.Locale;

/// What is watched, and how much of a rise from one quarter of the run to the next is nothing to speak of.
enum Gauge {
    HEAP("heap in use after a collection", true, 2 << 20, 0.03, 4),
    RESIDENT("memory of the process", true, 12 << 20, 0.02, 4),
    PINNED("block cache that readers hold", true, 1 << 20, 0.05, 0),
    THREADS("threads", false, 3, 0.03, 0),
    HANDLES("open files and sockets", false, 6, 0.03, 0),
    DISK("bytes on disk", true, 2 << 20, 0.05, 4);

    private final String what;
    private final boolean inBytes;
    private final double allowedMin;
    private final double allowedShare;
    private final Duration judgedFrom;

    Gauge(String what, boolean inBytes, double allowedMin, double allowedShare, int minutesToWarmUp) {
        this.what = what;
        this.inBytes = inBytes;
        this.allowedMin = allowedMin;
        this.allowedShare = allowedShare;
        judgedFrom = Duration.ofMinutes(minutesToWarmUp);
    }

    String what() {
        return what;
    }

    /// As its ratio is called in files for machines.
    String ratioName() {
        return "soak_" + name().toLowerCase(Locale.ROOT) + "_last_to_first";
    }

    /// A value for people.
    String shown(double value) {
        return inBytes ? Figures.bytes((long) value) : Figures.count((long) value);
    }

    /// How long a run has to be to tell anything about it: before, the JVM compiles, and caches fill.
    Duration judgedFrom() {
        return judgedFrom;
    }

    boolean growsOn(Course course) {
        return course.growsBy(Math.max(allowedMin, allowedShare * course.median(1)));
    }
}
