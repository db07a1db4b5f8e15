package dev.cairn.runtime;

import dev.cairn.admin.Chore;
import dev.cairn.admin.ShardAdmin;
import dev.cairn.fault.HaltReason;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockRef;
import dev.cairn.pipeline.Rewinding;
import dev.cairn.pipeline.ShardPipeline;
import dev.cairn.prune.Pruning;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotRefusedException;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageFault;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Does what administrators want to a shard: what writes to the database on the thread that writes, between two rounds;
/// what takes long beside it. **Threading:** any.
final class ShardAdministration implements ShardAdmin {
    private final ShardPipeline pipeline;
    private final Storage storage;
    private final SnapshotKeeper keeper;
    private final MarkBoard marks;
    private final Executor beside;

    ShardAdministration(int shard, ShardPipeline pipeline, Storage storage, SnapshotKeeper keeper, MarkBoard marks) {
        this.pipeline = pipeline;
        this.storage = storage;
        this.keeper = keeper;
        this.marks = marks;
        beside = work -> Thread.ofPlatform().daemon().name("admin-" + shard).start(work);
    }

    @Override
    public CompletableFuture<Map<String, Object>> begin(Chore chore) {
        if (pipeline.applyLoop()
                .halt()
                .filter(halt -> halt.reason() == HaltReason.STORAGE_CORRUPT)
                .isPresent()) {
            throw notNow(
                    "expected a sound database, but what is on disk is not what was written; /readyz says what to do");
        }
        return (switch (chore) {
                    case Chore.Flush _ -> pipeline.flush().thenApply(_ -> flushed());
                    case Chore.Snapshot _ -> snapshot();
                    case Chore.Prune(var below) -> prune(below.value());
                    case Chore.Rewind(var to) -> rewind(to.value());
                    case Chore.Compact(var slice) ->
                        pipeline.onStorage(ShardAdministration::memtablesToFiles)
                                .thenApplyAsync(
                                        done -> {
                                            storage.compact(slice);
                                            return done;
                                        },
                                        beside);
                })
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(explained(thrown)));
    }

    @Override
    public CompletableFuture<@Nullable Void> pause() {
        return pipeline.pause();
    }

    @Override
    public void resume() {
        pipeline.resume();
    }

    @Override
    public boolean isPaused() {
        return pipeline.applyLoop().isPaused();
    }

    private CompletableFuture<Map<String, Object>> snapshot() {
        return pipeline.flush()
                .thenCompose(_ -> keeper.take())
                .thenApply(taken -> taken.map(this::described)
                        .orElseThrow(() -> notNow(
                                "expected blocks on disk to copy, but there are none yet; ask again when there are")));
    }

    private Map<String, Object> described(SnapshotManifest taken) {
        BlockRef block = taken.database().committed().orElseThrow().block();
        return Map.of(
                "height",
                block.height().value(),
                "hash",
                block.hash().toString(),
                "bytes",
                taken.bytes(),
                "folder",
                keeper.folder(taken).toString());
    }

    private CompletableFuture<Map<String, Object>> prune(long below) {
        return pipeline.onStorage(
                        writer -> Pruning.below(below, writer, marks.now().flushed()))
                .thenApply(pruning -> switch (pruning) {
                    case Pruning.Done(var before, var floor) -> Map.of("before", before, "earliest", floor);
                    case Pruning.NotFlushed(var flushed) -> throw outOfReach(below, flushed);
                });
    }

    private CompletableFuture<Map<String, Object>> rewind(long to) {
        return pipeline.rewind(to)
                .thenApplyAsync(
                        rewinding -> switch (rewinding) {
                            case Rewinding.Done(var applied, var report) -> rewound(applied, report);
                            case Rewinding.OutOfReach(var earliest, var applied) ->
                                throw outOfReach(to, earliest, applied);
                            case Rewinding.NotReadable(var why) ->
                                throw notNow("expected to read on behind block " + to
                                        + ", but what was published since cannot be read: " + why
                                        + ". Nothing was rewound");
                        },
                        beside);
    }

    private static Map<String, Object> rewound(long applied, RewindReport report) {
        return Map.of("before", applied, "applied", report.toHeight(), "keys", report.keysRestored());
    }

    private Map<String, Object> flushed() {
        Marks now = marks.now();
        return now.flushed().isPresent() ? Map.of("flushed", now.flushed().getAsLong()) : Map.of();
    }

    private static Map<String, Object> memtablesToFiles(Storage storage) {
        storage.flushMemtables();
        return Map.of();
    }

    private static RefusedException outOfReach(long below, OptionalLong flushed) {
        return new RefusedException(Problem.badParameter(
                "below",
                Optional.of(Long.toString(below)),
                flushed.isPresent()
                        ? "at most " + flushed.getAsLong() + ", which is the newest block on disk"
                        : "a height on disk, and there is none yet"));
    }

    private static RefusedException outOfReach(long to, OptionalLong earliest, OptionalLong applied) {
        return new RefusedException(Problem.badParameter(
                "to",
                Optional.of(Long.toString(to)),
                earliest.isPresent() && applied.isPresent()
                        ? "a height from " + earliest.getAsLong() + " to " + applied.getAsLong()
                                + "; for older ones restore a snapshot"
                        : "a height that was applied, and there is none yet"));
    }

    private static RefusedException notNow(String detail) {
        return new RefusedException(new Problem(409, "not-now", "It cannot be done now", detail, Map.of()));
    }

    /// What is known of a failure is told to who asked; the rest is a mistake of ours.
    private static Throwable explained(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (cause) {
            case StorageFault.DiskFull full -> notNow(full.getMessage() + ". " + full.whatToDo());
            case StorageFault fault -> failed(fault.getMessage() + ". " + fault.whatToDo());
            case UncheckedIOException e -> failed(String.valueOf(e.getMessage()));
            case SnapshotRefusedException e -> notNow(String.valueOf(e.getMessage()));
            case UnsupportedOperationException e -> notNow(String.valueOf(e.getMessage()));
            default -> cause;
        };
    }

    private static RefusedException failed(String detail) {
        return new RefusedException(new Problem(500, "failed", "The worker failed to answer", detail, Map.of()));
    }
}
