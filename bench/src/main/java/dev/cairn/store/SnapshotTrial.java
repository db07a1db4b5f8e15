package dev.cairn.store;

import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.Snapshots;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/// Takes snapshots of a database while somebody writes to it as fast as it takes it.
final class SnapshotTrial {
    /// Small rounds, so that what one of them takes is what it was kept waiting.
    private static final int BLOCKS_PER_ROUND = 1;

    private static final int HUNDREDTH = 100;

    private final GrownDatabase database;
    private final Snapshots snapshots;
    private final long grown;

    SnapshotTrial(GrownDatabase database, Path directory) {
        this.database = database;
        snapshots = new Snapshots(directory, InstantSource.system());
        grown = database.written();
    }

    /// @param rounds              how many were written meanwhile
    /// @param longestRoundMillis  of them
    record Result(long bytes, double seconds, int rounds, double longestRoundMillis) {}

    Snapshots snapshots() {
        return snapshots;
    }

    SnapshotManifest newest() {
        return snapshots.list().getFirst().manifest().orElseThrow();
    }

    void changeOnePercent() throws Exception {
        database.grow(grown / HUNDREDTH);
        database.settle();
    }

    Result take() {
        long start = System.nanoTime();
        CompletableFuture<SnapshotManifest> taken = CompletableFuture.supplyAsync(
                () -> snapshots.take(database.storage()).orElseThrow());
        CompletableFuture<Double> seconds = taken.thenApply(_ -> (System.nanoTime() - start) / 1e9);
        int rounds = 0;
        long longest = 0;
        while (!taken.isDone()) {
            longest = Math.max(longest, database.round(BLOCKS_PER_ROUND));
            rounds++;
        }
        return new Result(taken.join().bytes(), seconds.join(), rounds, longest / 1e6);
    }

    /// The longest of as many rounds with nothing beside them.
    double longestRoundWithoutMillis(int rounds) {
        long longest = 0;
        for (int i = 0; i < rounds; i++) {
            longest = Math.max(longest, database.round(BLOCKS_PER_ROUND));
        }
        return longest / 1e6;
    }
}
