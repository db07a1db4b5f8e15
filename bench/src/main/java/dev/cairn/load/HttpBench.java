package dev.cairn.load;

import dev.cairn.bench.BenchOptions;
import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.terminal.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `./cairn bench http`: reading single values against the server's own hello world, how long an answer takes at half
/// of that rate, and what is left of it beside clients that are many, slow or greedy. A writer is at work throughout.
public final class HttpBench {
    private static final String HELLO = "the server's own hello world";
    private static final String JSON = "a value of 100 bytes, JSON";
    private static final String RAW = "a value of 100 bytes, raw";

    private final BenchOptions options;
    private final ServedProcess served;

    private HttpBench(BenchOptions options, ServedProcess served) {
        this.options = options;
        this.served = served;
    }

    /// Prints tables and reports the ratios.
    public static void run(BenchOptions options) throws Exception {
        try (ServedProcess served = ServedProcess.start()) {
            HttpBench bench = new HttpBench(options, served);
            bench.warmUp();
            bench.latencies(bench.reads());
            bench.burdens();
        }
    }

    private Questions hello() {
        return Questions.hello(served.helloPort());
    }

    private Questions json() {
        return Questions.values(served.chainPort());
    }

    private Questions raw() {
        return Questions.values(served.chainPort(), "Accept: application/octet-stream");
    }

    private void warmUp() throws Exception {
        var _ = Progress.unmeasured("warming up").during(options.screen(), () -> {
            for (Questions questions : List.of(hello(), json(), raw())) {
                var _ = FullSpeed.rate(questions, seconds(3, 5));
            }
            return served;
        });
    }

    private Comparison reads() throws Exception {
        System.out.printf("%n## Reading a value, 32 connections that stay open%n%n");
        Questions hello = hello();
        Questions json = json();
        Questions raw = raw();
        Duration duration = seconds(2, 4);
        Comparison comparison = new Comparison(
                "answers/s",
                List.of(
                        new Contender(HELLO, () -> FullSpeed.rate(hello, duration)),
                        new Contender(JSON, () -> FullSpeed.rate(json, duration)),
                        new Contender(RAW, () -> FullSpeed.rate(raw, duration))));
        comparison.run(options.quick() ? 3 : 7, options.screen());
        comparison.print(System.out);
        options.report("http_json_vs_hello", comparison.ratio(JSON, HELLO));
        options.report("http_raw_vs_hello", comparison.ratio(RAW, HELLO));
        return comparison;
    }

    /// One pause of the machine decides the P99 of a round, so it is the median of several that is quoted.
    private void latencies(Comparison measured) throws Exception {
        System.out.printf("%n## How long an answer takes at half of its rate%n%n");
        List<HalfLoad> loads = Stream.of(Map.entry(HELLO, hello()), Map.entry(JSON, json()), Map.entry(RAW, raw()))
                .map(asked -> new HalfLoad(
                        asked.getKey(),
                        asked.getValue(),
                        measured.rate(asked.getKey()).median() / 2))
                .toList();
        Duration duration = seconds(1, 4);
        Comparison turns = new Comparison(
                "ms", loads.stream().map(load -> load.contender(duration)).toList());
        turns.run(options.quick() ? 3 : 7, options.screen());
        HalfLoad.print(loads, System.out);
        options.report("http_hello_p99_ms", turns.rate(HELLO));
        options.report("http_json_p99_ms", turns.rate(JSON));
        options.report("http_raw_p99_ms", turns.rate(RAW));
    }

    private void burdens() throws Exception {
        System.out.printf(
                "%n## Reading values beside others, while %d blocks of %d writes a second are written%n%n",
                ServedMain.BLOCKS_PER_SECOND, SmallValues.WRITES_PER_BLOCK);
        System.out.printf("| | values/s | of those without | blocks written of those without | MiB more | they are sent"
                + " MiB/s |%n|---|---|---|---|---|---|%n");
        BurdenTrial trial = new BurdenTrial(served, options.quick() ? 2 : 3, seconds(3, 5));
        for (Burden burden : List.of(Burden.idle(10_000), Burden.streams(1_000), Burden.slow(500), Burden.scans(50))) {
            BurdenTrial.Result result =
                    Progress.unmeasured("beside " + burden.name()).during(options.screen(), () -> trial.run(burden));
            System.out.printf(
                    "| %s | %s | %s | %s | %s | %s |%n",
                    burden.name(),
                    result.reads(),
                    result.readsRatio(),
                    result.writesRatio(),
                    result.moreMib(),
                    result.sentMib());
            options.report("http_" + burden.ratio() + "_reads", result.readsRatio());
            options.report("http_" + burden.ratio() + "_writes", result.writesRatio());
        }
    }

    private Duration seconds(int quick, int full) {
        return Duration.ofSeconds(options.quick() ? quick : full);
    }
}
