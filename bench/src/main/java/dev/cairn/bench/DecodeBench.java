package dev.cairn.bench;

import dev.cairn.decode.DecodeBenchmark;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// `./cairn bench decode`: events read in place against the generated parser and a copy, by JMH, a fresh JVM for every
/// measurement.
final class DecodeBench {
    private static final String IN_PLACE = "in place";
    private static final String GENERATED = "generated parser, then copied";

    private DecodeBench() {}

    static void run(BenchOptions options) throws Exception {
        Comparison comparison = new Comparison(
                "writes decoded/s",
                List.of(
                        new Contender(IN_PLACE, () -> measure("writesInPlace")),
                        new Contender(GENERATED, () -> measure("writesByGeneratedParser"))));
        comparison.run(options.quick() ? 3 : 9, options.screen());
        comparison.print(System.out);
        options.report("decode_vs_generated", comparison.ratio(IN_PLACE, GENERATED));
    }

    private static double measure(String method) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(DecodeBenchmark.class.getName() + "\\." + method + "$")
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle()
                .getPrimaryResult()
                .getScore();
    }
}
