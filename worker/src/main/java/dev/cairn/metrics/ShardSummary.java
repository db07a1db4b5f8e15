package dev.cairn.metrics;

import dev.cairn.marks.Marks;
import dev.cairn.model.SourcePartition;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.storage.StorageStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How a shard is doing, as a page for people.
final class ShardSummary {
    private final int shard;
    private final ProgressFigures progress;
    private final BufferLimits limits;
    private final Optional<StorageStats> storage;
    private final Instant now;

    ShardSummary(int shard, ShardFigures figures, Instant now) {
        this.shard = shard;
        progress = figures.progress();
        limits = figures.limits();
        storage = figures.storage();
        this.now = now;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("shard " + shard + ": " + state());
        progress.halted().ifPresent(halt -> lines.add("  " + halt.message()));
        lines.add(line("marks", marks(progress.marks())));
        lines.add(line("lag", lag()));
        progress.awaiting().ifPresent(wait -> lines.add(line("awaits", awaits(wait))));
        if (!progress.paused().isEmpty()) {
            lines.add(line("paused", paused()));
        }
        lines.add(line("rates", rates(progress.rates())));
        lines.add(line("flushes", flushes(progress.flushes())));
        lines.add(line("memory", memory(progress.memory())));
        lines.add(line("rocksdb", storage.map(ShardSummary::rocks).orElse("closed")));
        return String.join("\n", lines) + "\n";
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "  %-9s %s", name, text);
    }

    private String state() {
        if (progress.halted().isPresent()) {
            return "halted (" + progress.halted().get().reason() + ")";
        }
        if (progress.pausedByOperator()) {
            return "paused by an operator; POST /v1/admin/resume lets it go on";
        }
        if (!progress.reading()) {
            return "starting";
        }
        return progress.timeToCatchUp().isPresent() ? "catching up" : "running";
    }

    private static String marks(Marks marks) {
        return "applied %s, finalized %s, flushed %s, snapshot %s, earliest %s"
                .formatted(
                        Figures.height(marks.applied()),
                        Figures.height(marks.finalized()),
                        Figures.height(marks.flushed()),
                        Figures.height(marks.snapshot()),
                        Figures.height(marks.earliest()));
    }

    private String lag() {
        List<String> parts = new ArrayList<>();
        progress.lagOffsets().ifPresent(offsets -> parts.add(Figures.count(offsets) + " offsets"));
        progress.lagBlocks().ifPresent(blocks -> parts.add(Figures.count(blocks) + " blocks"));
        progress.lag().ifPresent(lag -> parts.add(Figures.duration(lag)));
        progress.timeToCatchUp().ifPresent(left -> parts.add("caught up in about " + Figures.duration(left)));
        return parts.isEmpty() ? "not known yet" : String.join(", ", parts);
    }

    private static String awaits(ProgressFigures.Wait wait) {
        return "block %s for %s: %s"
                .formatted(
                        wait.block().block(),
                        Figures.duration(wait.time()),
                        wait.block().missing());
    }

    private String paused() {
        return new TreeSet<>(progress.paused())
                        .stream().map(SourcePartition::toString).collect(Collectors.joining(", "))
                + ": not read for now";
    }

    private static String rates(ProgressFigures.Rates rates) {
        return "%s blocks/s, %s transactions/s, %s writes/s over the last %d s"
                .formatted(
                        Figures.rate(rates.blocks()),
                        Figures.rate(rates.transactions()),
                        Figures.rate(rates.writes()),
                        RateWindow.SECONDS);
    }

    private String flushes(FlushTotals flushes) {
        String all = "%s with %s keys, %s"
                .formatted(
                        Figures.count(flushes.count()),
                        Figures.count(flushes.writes()),
                        Figures.bytes(flushes.bytes()));
        return flushes.last().map(last -> all + "; last: " + last(last)).orElse(all);
    }

    private String last(FlushTotals.Last last) {
        return "blocks %d to %d, %s keys, %s in %s, %s ago (%s)"
                .formatted(
                        last.report().fromHeight(),
                        last.report().toHeight(),
                        Figures.count(last.report().entriesWritten()),
                        Figures.bytes(last.report().bytes()),
                        Figures.duration(Duration.ofNanos(last.report().nanos())),
                        Figures.duration(Duration.between(last.at(), now)),
                        last.report().trigger().name().toLowerCase(Locale.ROOT));
    }

    private String memory(MemoryReport memory) {
        return "waiting %s of %s, tip %s, unflushed %s of %s, store %s of %s"
                .formatted(
                        Figures.bytes(memory.waitingBytes()),
                        Figures.bytes(limits.waitingBytesMax()),
                        Figures.bytes(memory.tipBytes()),
                        Figures.bytes(memory.unflushedBytes()),
                        Figures.bytes(limits.unflushedBytesMax()),
                        Figures.bytes(memory.storeBytes()),
                        Figures.bytes(limits.storeBytesMax()));
    }

    private static String rocks(StorageStats stats) {
        return "%s versions in %s of files (%d in level 0), cache %s with %.0f %% hits, memtables %s, %s to compact, stalled %s"
                .formatted(
                        Figures.count(stats.contents().estimatedKeys()),
                        Figures.bytes(stats.contents().sstBytes()),
                        stats.contents().level0Files(),
                        Figures.bytes(stats.memory().blockCacheBytes()),
                        100 * stats.reads().hitRate(),
                        Figures.bytes(stats.memory().memtableBytes()),
                        Figures.bytes(stats.compaction().pendingBytes()),
                        Figures.duration(Duration.ofNanos(stats.compaction().stallMicros() * 1_000)));
    }
}
