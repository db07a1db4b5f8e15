package dev.cairn.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares contenders in one run. They take turns, so that what else the machine is doing hits all of them alike, and
/// ratios are taken round by round, so that they hold when its speed drifts.
public final class Comparison {
    private final String unit;
    private final List<Contender> contenders;
    private final Map<String, double[]> rates = new LinkedHashMap<>();

    /// @param unit  of the rates, for the report
    public Comparison(String unit, List<Contender> contenders) {
        this.unit = unit;
        this.contenders = List.copyOf(contenders);
    }

    public void run(int rounds, PrintStream progress) throws Exception {
        for (int round = 0; round < rounds; round++) {
            // Whoever goes first in one round goes last in the next.
            List<Contender> order = round % 2 == 0 ? contenders : contenders.reversed();
            for (Contender contender : order) {
                progress.printf("round %d of %d: %s%n", round + 1, rounds, contender.name());
                double rate = contender.measure().rate();
                rates.computeIfAbsent(contender.name(), _ -> new double[rounds])[round] = rate;
            }
        }
    }

    public Spread rate(String contender) {
        return Spread.of(ratesOf(contender));
    }

    /// How much faster one contender is than another, from the ratios of the single rounds.
    public Spread ratio(String contender, String baseline) {
        double[] upper = ratesOf(contender);
        double[] lower = ratesOf(baseline);
        double[] ratios = new double[upper.length];
        Arrays.setAll(ratios, round -> upper[round] / lower[round]);
        return Spread.of(ratios);
    }

    /// Median and spread of each contender, as a table in Markdown, ready for a page of results.
    public void print(PrintStream out) {
        out.printf("| | %s: median (lowest to highest) |%n|---|---|%n", unit);
        contenders.forEach(contender -> out.printf("| %s | %s |%n", contender.name(), rate(contender.name())));
    }

    private double[] ratesOf(String contender) {
        double[] measured = rates.get(contender);
        if (measured == null) {
            throw new IllegalStateException("expected measurements of '" + contender + "', but there are only those of "
                    + rates.keySet() + "; was the comparison run?");
        }
        return measured;
    }
}
