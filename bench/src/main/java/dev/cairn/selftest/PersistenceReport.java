package dev.cairn.selftest;

import dev.cairn.metrics.Figures;
import dev.cairn.verify.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was done to a worker, and what came of it.
///
/// @param chain     the chain in a few words
/// @param findings  against the oracle
/// @param agreement with the undisturbed run
record PersistenceReport(
        SelftestOptions options,
        String chain,
        Instant begun,
        Duration took,
        List<Kill> kills,
        List<BrokerRestart> brokerRestarts,
        Findings findings,
        Agreement agreement) {
    PersistenceReport {
        kills = List.copyOf(kills);
        brokerRestarts = List.copyOf(brokerRestarts);
    }

    boolean passed() {
        return findings.allAgree() && agreement.holds();
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Persistence test of Cairn");
        lines.add("");
        lines.add("verdict    " + (passed() ? "PASSED" : "FAILED") + ": " + findings.verdict()
                + (findings.allAgree() == agreement.holds() ? "; " : ", but ") + agreement.verdict());
        lines.add("begun      " + begun + ", took " + Figures.duration(took));
        lines.add("chain      " + chain);
        lines.add("repeat     ./cairn selftest persistence --kills %d --broker-restarts %d --blocks %d --seed %d"
                .formatted(options.kills(), options.brokerRestarts(), options.blocks(), options.seed()));
        section(lines, "The worker was killed (SIGKILL) " + kills.size() + " times" + byMoment());
        kills.forEach(kill -> lines.add(kill.line()));
        section(lines, "Kafka was restarted " + brokerRestarts.size() + " times");
        brokerRestarts.forEach(restart -> lines.add(restart.line()));
        section(lines, "The database was compared with what the chain's oracle knows");
        lines.addAll(findings.lookedAt());
        section(lines, "and with the database of a run from the same topics that nobody disturbed");
        lines.add(Figures.count(agreement.compared()) + " of " + Figures.count(agreement.heights())
                + " final blocks on disk with their chained digests, "
                + (agreement.different() == 0 ? "all equal" : Figures.count(agreement.different()) + " different"));
        if (!passed()) {
            section(lines, "What differs");
            if (agreement.compared() < agreement.heights()) {
                lines.add(Figures.count(agreement.heights() - agreement.compared())
                        + " final blocks are not on disk in both databases");
            }
            agreement
                    .first()
                    .ifPresent(height -> lines.add("the digests of the two runs, from height " + height + " on"));
            lines.addAll(findings.differences());
        }
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title) {
        lines.add("");
        lines.add(title);
        lines.add("-".repeat(title.length()));
    }

    private String byMoment() {
        Map<KillMoment, Long> counts =
                kills.stream().collect(Collectors.groupingBy(Kill::moment, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", ", ": ", ""));
    }
}
