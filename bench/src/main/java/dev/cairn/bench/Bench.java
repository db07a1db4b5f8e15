package dev.cairn.bench;

import dev.cairn.e2e.E2eBench;
import dev.cairn.load.HttpBench;
import dev.cairn.store.KeepBench;
import dev.cairn.store.SettingsBench;
import dev.cairn.store.StoreBench;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `./cairn bench NAME [--quick] [--json FILE]`.
public final class Bench {
    private static final int NOT_UNDERSTOOD = 2;
    private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.of(
            "decode", DecodeBench::run,
            "e2e", E2eBench::run,
            "generate", GenerateBench::run,
            "http", HttpBench::run,
            "keep", KeepBench::run,
            "settings", SettingsBench::run,
            "store", StoreBench::run));

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
        benchmark.run(options);
        options.writeJson();
        return 0;
    }

    private static int refuse(@Nullable String why) {
        System.err.printf(
                "error: %s%nusage: ./cairn bench %s [--quick] [--json FILE]%n",
                why, String.join(" | ", BENCHMARKS.keySet()));
        return NOT_UNDERSTOOD;
    }
}
