package dev.cairn.e2e;

import dev.cairn.bench.BenchOptions;
import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.RunReport;
import dev.cairn.store.ScratchFolder;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.List;

/// `./cairn bench e2e`: from Kafka to a state that is checked, against what else one could have. The quick run takes
/// less of the same.
public final class E2eBench {
    private E2eBench() {}

    /// Prints tables and reports the ratios.
    public static void run(BenchOptions options) throws Exception {
        catchUp(options);
        watchTheTip(options);
        restart(options);
    }

    private static void catchUp(BenchOptions options) throws Exception {
        E2eLoad load = options.quick() ? E2eLoad.quick() : E2eLoad.full();
        SyntheticChain chain = E2eLoad.chain(load.blocks());
        Screen screen = options.screen();
        try (LocalBroker broker = ChainTopics.startBroker(screen);
                ScratchFolder scratch = ScratchFolder.create()) {
            ChainTopics.fill(broker, chain, screen);
            List<E2eContender> contenders = Progress.unmeasured("asking the oracle")
                    .during(screen, () -> new Contenders(load, chain, scratch.path()).all());
            RunReports reports = new RunReports();
            Comparison comparison = comparison(contenders, broker.bootstrapServers(), reports);
            comparison.run(load.rounds(), screen);
            System.out.printf("%n## Catching up with %,d blocks%n%n", chain.blocks());
            comparison.print(System.out);
            System.out.println();
            reports.print(System.out);
            for (String other : Contenders.OTHERS) {
                options.report("vs_" + other.replace('-', '_'), comparison.ratio(Contenders.CAIRN, other));
            }
        }
    }

    private static void watchTheTip(BenchOptions options) throws Exception {
        TipTrial.Result result = new TipTrial(options.quick() ? 200 : 1_000).run(options.screen());
        System.out.printf(
                "%n## At the tip%n%nFrom sent to readable: P50 %d ms, P99 %d ms, most %d ms%n",
                result.median(), result.p99(), result.max());
    }

    private static void restart(BenchOptions options) throws Exception {
        RestartTrial trial =
                new RestartTrial(20_000, options.quick() ? 3 : 9, ChildJvm.ofBench(ChildJvm.WORKER_HEAP_MIB));
        RestartTrial.Result result = trial.run(options.screen());
        System.out.printf(
                "%n## Restart after a crash, %,d keys%n%n"
                        + "From process start to the first new block applied, in ms: %s as installed, %s as it is built%n",
                E2eLoad.writes(trial.blocks()), result.installed(), result.untaught());
    }

    private static Comparison comparison(List<E2eContender> contenders, String bootstrapServers, RunReports reports) {
        return new Comparison(
                "writes/s",
                contenders.stream()
                        .map(contender -> new Contender(contender.name(), () -> {
                            RunReport report = contender.run(bootstrapServers);
                            reports.add(contender.name(), report);
                            return report.writesPerSecond();
                        }))
                        .toList());
    }
}
