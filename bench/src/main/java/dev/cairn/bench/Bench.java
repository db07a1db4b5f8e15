package dev.cairn.bench;

import dev.cairn.e2e.E2eBench;
import dev.cairn.load.HttpBench;
import dev.cairn.soak.SoakBench;
import dev.cairn.store.KeepBench;
import dev.cairn.store.SettingsBench;
import dev.cairn.store.StoreBench;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `./cairn bench NAME [--quick] [--json FILE]`, and `--minutes N` for the one that takes as long as is wished.
public final class Bench {
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final String SOAK = "soak";
    private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.of(
            "decode",
            DecodeBench::run,
            "e2e",
            E2eBench::run,
            "generate",
            GenerateBench::run,
            "http",
            HttpBench::run,
            "keep",
            KeepBench::run,
            "settings",
            SettingsBench::run,
            SOAK,
            SoakBench::run,
            "store",
            StoreBench::run));

    private Bench() {}

    private interface Benchmark {
        void run(BenchOptions options) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(run(List.of(arguments)));
    }

    /// Gives the exit code.
    static int run(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            return refuse("which benchmark?");
        }
        Benchmark benchmark = BENCHMARKS.get(arguments.getFirst());
        if (benchmark == null) {
            return refuse("there is no benchmark '" + arguments.getFirst() + "'");
        }
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments.subList(1, arguments.size()));
        } catch (IllegalArgumentException e) {
            return refuse(e.getMessage());
        }
        if (options.minutes().isPresent() && !arguments.getFirst().equals(SOAK)) {
            return refuse("--minutes is for soak only; how long the others take follows from what they measure");
        }
        benchmark.run(options);
        options.writeJson();
        options.failures().forEach(failure -> System.err.println("failed: " + failure));
        return options.failures().isEmpty() ? 0 : FAILED;
    }

    private static int refuse(@Nullable String why) {
        System.err.printf(
                "error: %s%nusage: ./cairn bench %s [--quick] [--json FILE]%n       ./cairn bench soak [--minutes N]%n",
                why, String.join(" | ", BENCHMARKS.keySet()));
        return NOT_UNDERSTOOD;
    }
}
