package dev.cairn.demo;

import dev.cairn.commands.StopRequest;
import dev.cairn.flush.FlushReport;
import dev.cairn.metrics.Figures;
import dev.cairn.metrics.FlushTotals;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.runtime.Shard;
import dev.cairn.runtime.Worker;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import dev.cairn.verify.ChainVerification;
import dev.cairn.verify.Findings;
import dev.cairn.verify.TakenIn;
import dev.cairn.verify.VerificationPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The demo that ends: the worker takes in the whole chain and is held against its oracle.
final class VerifiedRun {
    private static final int WHOLE_STATES = 30;
    private static final int AGREES = 0;
    private static final int DIFFERS = 1;

    private final SyntheticChain chain;
    private final String bootstrapServers;
    private final Path folder;
    private final Screen screen;
    private final StopRequest stop;

    VerifiedRun(SyntheticChain chain, String bootstrapServers, Path folder, Screen screen, StopRequest stop) {
        this.chain = chain;
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.screen = screen;
        this.stop = stop;
    }

    int run() throws InterruptedException {
        FlushedHeights flushed = new FlushedHeights();
        try (Worker worker = DemoWorker.open(bootstrapServers, folder, 0, List.of(), flushed, screen)) {
            Optional<Shard> started = DemoWorker.start(worker, stop::isMade);
            boolean takenIn = started.isPresent() && TakenIn.await(started.get(), chain, screen, stop);
            if (!takenIn) {
                screen.say(started.flatMap(Shard::halt)
                        .map(halt -> "The worker halted: " + halt.message())
                        .orElse("Stopped before everything was compared."));
                return DIFFERS;
            }
            Shard shard = started.get();
            sayWhatWasFlushed(shard.progress().flushes());
            return verify(shard, flushed);
        }
    }

    private void sayWhatWasFlushed(FlushTotals flushes) {
        screen.say("flushed: %s rounds, %s keys, %s"
                .formatted(
                        Figures.count(flushes.count()),
                        Figures.count(flushes.writes()),
                        Figures.bytes(flushes.bytes())));
    }

    private int verify(Shard shard, FlushedHeights flushed) {
        long first = chain.spec().genesisHeight();
        long last = chain.height(chain.tipAfter(chain.announcements()));
        VerificationPlan plan = VerificationPlan.of(
                first, last, flushed.heights, WHOLE_STATES, chain.spec().seed());
        ChainVerification verification = new ChainVerification(shard.reader(), chain, plan);
        Progress progress = new Progress("comparing", verification.heights(), verification::heightsDone);
        Findings findings = progress.during(screen, () -> verification.run(stop::isMade));
        screen.say("");
        screen.say("Compared with the chain's oracle:");
        findings.lookedAt().forEach(line -> screen.say("  " + line));
        findings.differences().forEach(line -> screen.say("  ✗ " + line));
        screen.say("Verdict: " + findings.verdict() + ".");
        return findings.allAgree() ? AGREES : DIFFERS;
    }

    /// Where the rounds ended.
    private static final class FlushedHeights implements PipelineListener {
        private final ConcurrentLinkedQueue<Long> heights = new ConcurrentLinkedQueue<>();

        @Override
        public void flushed(FlushReport report) {
            heights.add(report.toHeight());
        }
    }
}
