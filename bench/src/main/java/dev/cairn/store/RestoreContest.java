package dev.cairn.store;

import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Restoring a snapshot against copying its files with checksums, which is what a script would do.
final class RestoreContest {
    static final String RESTORE = "restored: compared with the manifest, synced, opened once, named";
    static final String COPY = "its files copied with checksums and synced";
    private static final double MIB = 1 << 20;

    private final Snapshots snapshots;
    private final SnapshotManifest snapshot;
    private final Path target;

    RestoreContest(Snapshots snapshots, SnapshotManifest snapshot, Path target) {
        this.snapshots = snapshots;
        this.snapshot = snapshot;
        this.target = target;
    }

    Comparison comparison() {
        return new Comparison(
                "MiB/s",
                List.of(
                        new Contender(
                                RESTORE,
                                () -> rate(
                                        () -> snapshots.restore(snapshot.name(), target, SnapshotProgress.UNWATCHED))),
                        new Contender(COPY, () -> rate(this::copy))));
    }

    private interface Work {
        void run() throws IOException;
    }

    private double rate(Work work) throws IOException {
        try {
            long start = System.nanoTime();
            work.run();
            return snapshot.bytes() / MIB / ((System.nanoTime() - start) / 1e9);
        } finally {
            try (Stream<Path> files = Files.list(target)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(target);
        }
    }

    private void copy() throws IOException {
        Files.createDirectory(target);
        PlainCopy.copy(RepositoryBench.outgoing(snapshot, snapshots), target);
    }
}
