package dev.cairn.load;

import dev.cairn.bench.Contender;
import dev.cairn.bench.Spread;
import dev.cairn.store.Latencies;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long answers take when half of what can be answered is asked, round by round.
///
/// @param name       of what is asked, as it stands in reports
/// @param perSecond  how many questions
/// @param rounds     those measured so far
record HalfLoad(String name, Questions questions, double perSecond, List<Latencies> rounds) {
    private static final double P99 = 0.99;
    private static final double MICROS_PER_MILLISECOND = 1e3;

    HalfLoad(String name, Questions questions, double perSecond) {
        this(name, questions, perSecond, new ArrayList<>());
    }

    /// Takes its turns among others, and shows its P99.
    Contender contender(Duration round) {
        return new Contender(name, () -> {
            rounds.add(AtRate.run(questions, perSecond, round));
            return milliseconds(rounds.getLast(), P99);
        });
    }

    /// A table in Markdown, of milliseconds.
    static void print(List<HalfLoad> loads, PrintStream out) {
        out.printf("| | asked a second | ms, median of the rounds (lowest to highest): P50 | P99 | P99.9 |%n");
        out.printf("|---|---|---|---|---|%n");
        for (HalfLoad load : loads) {
            out.printf(
                    "| %s | %,.0f | %s | %s | %s |%n",
                    load.name, load.perSecond, load.spread(0.5), load.spread(P99), load.spread(0.999));
        }
    }

    private Spread spread(double share) {
        return Spread.of(
                rounds.stream().mapToDouble(round -> milliseconds(round, share)).toArray());
    }

    private static double milliseconds(Latencies round, double share) {
        return round.micros(share) / MICROS_PER_MILLISECOND;
    }
}
