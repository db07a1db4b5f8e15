package dev.cairn.e2e;

import dev.cairn.bench.Spread;
import dev.cairn.e2e.child.RunReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What all runs of each contender cost beside time.
final class RunReports {
    private static final double MIB = 1 << 20;

    private final Map<String, List<RunReport>> reports = new LinkedHashMap<>();

    void add(String contender, RunReport report) {
        reports.computeIfAbsent(contender, _ -> new ArrayList<>()).add(report);
    }

    /// A table in Markdown. Processor time is steadier than a rate, for it does not grow when others are at work.
    void print(PrintStream out) {
        out.printf("| | processor seconds per million writes | most memory in MiB | most heap in MiB |%n");
        out.printf("|---|---|---|---|%n");
        reports.forEach((contender, runs) -> out.printf(
                "| %s | %s | %s | %s |%n",
                contender,
                spread(runs, RunReport::cpuSecondsPerMillionWrites),
                spread(runs, run -> run.peakRssBytes() / MIB),
                spread(runs, run -> run.peakHeapBytes() / MIB)));
    }

    private static Spread spread(List<RunReport> runs, ToDoubleFunction<RunReport> figure) {
        return Spread.of(runs.stream().mapToDouble(figure).toArray());
    }
}
