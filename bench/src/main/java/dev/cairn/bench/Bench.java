package dev.cairn.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `./cairn bench NAME [--quick] [--json FILE]`.
public final class Bench {
    private static final Map<String, Benchmark> BENCHMARKS =
            new TreeMap<>(Map.of("decode", DecodeBench::run, "generate", GenerateBench::run));

    private Bench() {}

    private interface Benchmark {
        void run(BenchOptions options) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Benchmark benchmark = arguments.length == 0 ? null : BENCHMARKS.get(arguments[0]);
        if (benchmark == null) {
            refuse(arguments.length == 0 ? "which benchmark?" : "there is no benchmark '" + arguments[0] + "'");
            return;
        }
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(arguments).subList(1, arguments.length));
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
            return;
        }
        benchmark.run(options);
        options.writeJson();
    }

    private static void refuse(@Nullable String why) {
        System.err.printf(
                "error: %s%nusage: ./cairn bench %s [--quick] [--json FILE]%n",
                why, String.join(" | ", BENCHMARKS.keySet()));
        System.exit(2);
    }
}
