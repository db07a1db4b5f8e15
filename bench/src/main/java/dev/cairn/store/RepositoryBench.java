package dev.cairn.store;

import dev.cairn.bench.BenchOptions;
import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.bench.Spread;
import dev.cairn.repository.ObjectStore;
import dev.cairn.repository.OutgoingSnapshot;
import dev.cairn.repository.RepositoryConfig;
import dev.cairn.repository.RepositoryFile;
import dev.cairn.repository.RepositoryPlace;
import dev.cairn.repository.S3Config;
import dev.cairn.repository.SnapshotRepository;
import dev.cairn.repository.TransferListener;
import dev.cairn.repository.TransferReport;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.RocksPreset;
import dev.cairn.terminal.Progress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Sending and fetching snapshots with a repository in a directory: how much of a database is sent again
/// once a hundredth of it has changed, and how fast it comes back beside a plain copy of its files. The
/// quick run takes a tenth of the database.
public final class RepositoryBench {
    private static final int WRITES_PER_BLOCK = 1_000;
    private static final int BLOCKS_PER_ROUND = 100;
    private static final int PARALLEL = 4;
    private static final String FETCH = "fetching a snapshot, each file checked and on the disk";
    private static final String COPY = "copying its files, each checked and on the disk";

    private final BenchOptions options;
    private final StoreLoad load;
    private final int blocksBefore;

    private RepositoryBench(BenchOptions options) {
        this.options = options;
        int keys = options.quick() ? 2_000_000 : 20_000_000;
        blocksBefore = keys / WRITES_PER_BLOCK;
        load = StoreLoad.everyKeyInOrderThen(keys, blocksBefore / 100, WRITES_PER_BLOCK);
    }

    /// Prints a table and reports the ratios.
    public static void run(BenchOptions options) throws Exception {
        new RepositoryBench(options).run();
    }

    private void run() throws Exception {
        System.out.printf("%n## A repository for snapshots of %,d keys%n", load.keys());
        try (ScratchFolder scratch = ScratchFolder.create();
                ScratchFolder place = ScratchFolder.create();
                CairnDatabase database =
                        new CairnDatabase(scratch.path().resolve("shard-0"), RocksPreset.MEDIUM.settings());
                ObjectStore store = open(place.path())) {
            SnapshotRepository repository =
                    new SnapshotRepository(store, RepositoryPlace.of("bench", new TreeMap<>(), "writes", 0), PARALLEL);
            Snapshots snapshots = new Snapshots(scratch.path().resolve("snapshots"), InstantSource.system());
            OutgoingSnapshot first = send(database, 1, blocksBefore, snapshots, repository);
            OutgoingSnapshot second = send(database, blocksBefore + 1, load.blocks(), snapshots, repository);
            restore(repository, first);
            System.out.printf(
                    "%nThe second snapshot has %d files.%n", second.files().size());
        }
    }

    private OutgoingSnapshot send(
            CairnDatabase database, int from, int to, Snapshots snapshots, SnapshotRepository repository)
            throws Exception {
        SnapshotManifest taken = Progress.unmeasured("writing blocks %,d to %,d".formatted(from, to))
                .during(options.screen(), () -> {
                    for (int next = from; next <= to; next += BLOCKS_PER_ROUND) {
                        database.flush(CairnDatabase.layers(load, next, Math.min(to, next + BLOCKS_PER_ROUND - 1)));
                    }
                    database.settle();
                    return snapshots.take(database.storage()).orElseThrow();
                });
        OutgoingSnapshot snapshot = outgoing(taken, snapshots);
        TransferReport report = Progress.unmeasured("sending")
                .during(options.screen(), () -> repository.send(snapshot, TransferListener.NONE));
        System.out.printf(
                "%nA snapshot of %,d bytes: %,d of them sent in %d files.%n",
                report.bytesMoved() + report.bytesSkipped(), report.bytesMoved(), report.filesMoved());
        if (report.bytesSkipped() > 0) {
            double all = report.bytesMoved() + (double) report.bytesSkipped();
            options.report("repository_sent_after_one_percent", Spread.of(report.bytesMoved() / all));
        }
        return snapshot;
    }

    private void restore(SnapshotRepository repository, OutgoingSnapshot snapshot) throws Exception {
        double megabytes =
                snapshot.files().stream().mapToLong(RepositoryFile::bytes).sum() / 1e6;
        Comparison comparison = new Comparison(
                "MB/s",
                List.of(
                        new Contender(
                                FETCH,
                                () -> rate(megabytes, target -> {
                                    var _ = repository.fetch(snapshot.name(), target, TransferListener.NONE);
                                })),
                        new Contender(COPY, () -> rate(megabytes, target -> PlainCopy.copy(snapshot, target)))));
        comparison.run(5, options.screen());
        comparison.print(System.out);
        options.report("repository_fetch_vs_copy", comparison.ratio(FETCH, COPY));
    }

    private interface Restore {
        void into(Path target) throws Exception;
    }

    private static double rate(double megabytes, Restore restore) throws Exception {
        try (ScratchFolder target = ScratchFolder.create()) {
            long start = System.nanoTime();
            restore.into(target.path());
            return megabytes * 1e9 / (System.nanoTime() - start);
        }
    }

    private static ObjectStore open(Path directory) {
        return new RepositoryConfig(RepositoryConfig.Kind.DIRECTORY, Optional.of(directory), PARALLEL, S3Config.none())
                .open()
                .orElseThrow();
    }

    static OutgoingSnapshot outgoing(SnapshotManifest manifest, Snapshots snapshots) {
        return new OutgoingSnapshot(
                manifest.name().toString(),
                "{}",
                manifest.files().stream()
                        .map(file ->
                                new RepositoryFile(file.name(), file.bytes(), Integer.toUnsignedLong(file.crc32c())))
                        .toList(),
                snapshots.folder(manifest.name()));
    }
}
