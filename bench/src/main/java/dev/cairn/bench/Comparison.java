package dev.cairn.bench;

import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

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

    public void run(int rounds, Screen screen) throws Exception {
        AtomicInteger measured = new AtomicInteger();
        AtomicReference<String> now = new AtomicReference<>("");
        Progress progress = new Progress("measuring", (long) rounds * contenders.size(), measured::get, now::get);
        progress.during(screen, () -> {
            for (int round = 0; round < rounds; round++) {
                for (Contender contender : inTurn(round)) {
                    now.set("round %d of %d, %s".formatted(round + 1, rounds, contender.name()));
                    double rate = contender.measure().rate();
                    rates.computeIfAbsent(contender.name(), _ -> new double[rounds])[round] = rate;
                    measured.incrementAndGet();
                }
            }
            return rates;
        });
    }

    /// Whoever goes first in one round goes last in the next.
    private List<Contender> inTurn(int round) {
        return round % 2 == 0 ? contenders : contenders.reversed();
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
