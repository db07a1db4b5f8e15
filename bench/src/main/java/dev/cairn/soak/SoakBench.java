package dev.cairn.soak;

import dev.cairn.bench.BenchOptions;
import dev.cairn.store.ScratchFolder;
import java.time.Duration;

/// `./cairn bench soak`: the worker in use for a long time. It fails if something of it grows and does not stop, or if
/// an answer is not what the oracle says.
public final class SoakBench {
    private SoakBench() {}

    /// Prints what was held in each quarter of the run.
    public static void run(BenchOptions options) throws Exception {
        SoakPlan usual = options.quick() ? SoakPlan.quick() : SoakPlan.standard();
        SoakPlan plan =
                options.minutes().map(Duration::ofMinutes).map(SoakPlan::new).orElse(usual);
        try (ScratchFolder folder = ScratchFolder.create()) {
            SoakResult result = new Soak(plan, folder.path()).run(options.screen());
            result.print(System.out);
            result.courses().forEach((gauge, course) -> options.report(gauge.ratioName(), course.lastToFirst()));
            result.problems().forEach(options::fail);
        }
    }
}
