package dev.cairn.store;

import dev.cairn.bench.BenchOptions;
import dev.cairn.bench.Comparison;
import dev.cairn.bench.Spread;
import dev.cairn.metrics.Figures;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.terminal.Progress;
import dev.cairn.transfer.ExportForm;
import java.util.Locale;

/// `./cairn bench keep`: what keeping a database of 10 GB costs, and getting it back. The quick run takes one of 1 GB.
public final class KeepBench {
    private static final int WRITES_PER_BLOCK = 1_000;
    private static final long WRITES = 100_000_000;
    private static final int QUICK_PART = 10;
    private static final int ROUNDS = 3;

    private final BenchOptions options;
    private final StoreLoad load;

    private KeepBench(BenchOptions options) {
        this.options = options;
        long writes = options.quick() ? WRITES / QUICK_PART : WRITES;
        load = StoreLoad.everyKeyInOrderThen((int) writes, (int) (writes / WRITES_PER_BLOCK), WRITES_PER_BLOCK);
    }

    /// Prints tables and reports the ratios.
    public static void run(BenchOptions options) throws Exception {
        new KeepBench(options).run();
        RepositoryBench.run(options);
    }

    private void run() throws Exception {
        try (ScratchFolder folder = ScratchFolder.create();
                GrownDatabase database =
                        new GrownDatabase(folder.path().resolve("db"), load, RocksPreset.MEDIUM.settings())) {
            Progress progress = new Progress("filling a database", load.keys(), database::written);
            progress.during(options.screen(), () -> {
                database.grow(load.keys());
                database.settle();
                return database;
            });
            SnapshotTrial trial = new SnapshotTrial(database, folder.path().resolve("snapshots"));
            snapshots(trial);
            restore(trial, folder);
            export(trial, folder);
        }
    }

    private void export(SnapshotTrial trial, ScratchFolder folder) throws Exception {
        SnapshotManifest newest = trial.newest();
        int part = options.quick() ? 10 : 50;
        System.out.printf("%n## Exporting one of %d parts of the newest state%n%n", part);
        try (StoredDatabase snapshot =
                StoredDatabase.openFolder(trial.snapshots().folder(newest.name()))) {
            Comparison comparison =
                    new ExportContest(snapshot, part, folder.path().resolve("exported")).comparison();
            comparison.run(ROUNDS, options.screen());
            comparison.print(System.out);
            for (ExportForm form : ExportForm.values()) {
                options.report(
                        "export_" + form.name().toLowerCase(Locale.ROOT) + "_vs_scan",
                        comparison.ratio(ExportContest.nameOf(form), ExportContest.SCAN));
            }
        }
    }

    private void snapshots(SnapshotTrial trial) throws Exception {
        System.out.printf("%n## Snapshots while it is written to%n%n");
        SnapshotTrial.Result first = trial.take();
        System.out.printf(
                "The first, of %s, nothing of it known: %.2f s; the longest round beside it took %.1f ms.%n%n",
                Figures.bytes(first.bytes()), first.seconds(), first.longestRoundMillis());
        double[] seconds = new double[ROUNDS];
        double[] beside = new double[ROUNDS];
        double[] without = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            trial.changeOnePercent();
            without[round] = trial.longestRoundWithoutMillis(first.rounds());
            SnapshotTrial.Result result = trial.take();
            seconds[round] = result.seconds();
            beside[round] = result.longestRoundMillis();
        }
        System.out.printf("Each after one percent more was written, in seconds: %s%n", Spread.of(seconds));
        System.out.printf(
                "%nThe longest round of one block of %,d writes, in ms: beside a snapshot %s, without one %s%n",
                WRITES_PER_BLOCK, Spread.of(beside), Spread.of(without));
        options.report("snapshot_seconds", Spread.of(seconds));
        options.report("snapshot_longest_round_ms", Spread.of(beside));
    }

    private void restore(SnapshotTrial trial, ScratchFolder folder) throws Exception {
        SnapshotManifest newest = trial.newest();
        System.out.printf("%n## Restoring %s%n%n", Figures.bytes(newest.bytes()));
        RestoreContest contest =
                new RestoreContest(trial.snapshots(), newest, folder.path().resolve("restored"));
        Comparison comparison = contest.comparison();
        comparison.run(ROUNDS, options.screen());
        comparison.print(System.out);
        options.report("restore_vs_copy", comparison.ratio(RestoreContest.RESTORE, RestoreContest.COPY));
    }
}
