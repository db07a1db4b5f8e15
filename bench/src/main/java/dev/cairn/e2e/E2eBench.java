package dev.cairn.e2e;

import dev.cairn.bench.BenchOptions;
import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.RunReport;
import dev.cairn.store.ScratchFolder;
import dev.cairn.synthetic.SyntheticChain;
import java.util.List;

/// `./cairn bench e2e`: from Kafka to a state that is checked, against what else one could have. The quick run takes
/// less of the same.
public final class E2eBench {
    private E2eBench() {}

    /// Prints tables and reports the ratios.
    public static void run(BenchOptions options) throws Exception {
        E2eLoad load = options.quick() ? E2eLoad.quick() : E2eLoad.full();
        SyntheticChain chain = E2eLoad.chain(load.blocks());
        try (LocalBroker broker = LocalBroker.start();
                ScratchFolder scratch = ScratchFolder.create()) {
            System.err.printf("publishing %,d blocks%n", chain.blocks());
            ChainTopics.fill(broker, chain);
            List<E2eContender> contenders = new Contenders(load, chain, scratch.path()).all();
            RunReports reports = new RunReports();
            Comparison comparison = comparison(contenders, broker.bootstrapServers(), reports);
            comparison.run(load.rounds(), System.err);
            System.out.printf("%n## Catching up with %,d blocks%n%n", chain.blocks());
            comparison.print(System.out);
            System.out.println();
            reports.print(System.out);
        }
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
