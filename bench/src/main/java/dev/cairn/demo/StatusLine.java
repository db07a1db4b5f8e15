package dev.cairn.demo;

import dev.cairn.metrics.Figures;
import dev.cairn.metrics.FlushTotals;
import dev.cairn.metrics.ProgressFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How a worker is doing, in one line. What one watches stands first, since a narrow window cuts the rest off.
final class StatusLine {
    private StatusLine() {}

    static String of(ProgressFigures progress, Instant now) {
        if (progress.halted().isPresent()) {
            return "halted: " + progress.halted().get().message();
        }
        List<String> parts = new ArrayList<>();
        parts.add(where(progress));
        parts.add("applied " + Figures.height(progress.marks().applied()) + ", " + lag(progress));
        parts.add(Figures.rate(progress.rates().blocks()) + " blocks/s, "
                + Figures.rate(progress.rates().writes()) + " writes/s");
        parts.add("final %s, flushed %s"
                .formatted(
                        Figures.height(progress.marks().finalized()),
                        Figures.height(progress.marks().flushed())));
        progress.flushes().last().ifPresent(last -> parts.add(lastFlush(last, now)));
        return String.join(" | ", parts);
    }

    private static String where(ProgressFigures progress) {
        if (progress.lagOffsets().isEmpty()) {
            return "starting";
        }
        if (progress.lagOffsets().getAsLong() == 0) {
            return "at the tip";
        }
        return progress.timeToCatchUp()
                .map(left -> "catching up, about " + Figures.duration(left) + " left")
                .orElse("behind");
    }

    private static String lag(ProgressFigures progress) {
        if (progress.lagOffsets().isEmpty()) {
            return "lag not known yet";
        }
        String offsets = Figures.count(progress.lagOffsets().getAsLong()) + " offsets";
        return progress.lagBlocks().isPresent()
                ? "lag " + Figures.count(progress.lagBlocks().getAsLong()) + " blocks (" + offsets + ")"
                : "lag " + offsets;
    }

    private static String lastFlush(FlushTotals.Last last, Instant now) {
        long blocks = last.report().toHeight() - last.report().fromHeight() + 1;
        return "last flush %s blocks in %s, %s ago"
                .formatted(
                        Figures.count(blocks),
                        Figures.duration(Duration.ofNanos(last.report().nanos())),
                        Figures.duration(Duration.between(last.at(), now)));
    }
}
