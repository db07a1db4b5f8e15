package dev.cairn.runtime;

import static java.util.Map.entry;

import dev.cairn.config.LoadedConfig;
import dev.cairn.config.WorkerConfig;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import dev.cairn.thread.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Builds the state as of a height once more, from the feed, in a place of its own: a worker runs until it is there,
/// and what it has read beyond is rewound. **Threading:** one thread replays, any looks how far it is.
public final class Replay {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final LoadedConfig config;
    private final int shard;
    private final StorageConfig.Rocks database;
    private final long toHeight;
    private volatile long reached;

    /// Nothing happens before [#run].
    ///
    /// @param config    of one shard, whose database is to be the new one
    /// @param database  of it
    public Replay(LoadedConfig config, int shard, StorageConfig.Rocks database, long toHeight) {
        this.config = config;
        this.shard = shard;
        this.database = database;
        this.toHeight = toHeight;
    }

    /// What of a worker's configuration has to be another for a replay beside it: its files, its port, its place in
    /// the group, and what it does for others. It forgets nothing: it reads on beyond the height that is asked
    /// for, and a height is kept as long as any rule wants it.
    ///
    /// @param into  the replay's data directory
    public static Map<String, String> apart(WorkerConfig worker, int shard, Path into) {
        return Map.ofEntries(
                entry("data-directory", into.toString()),
                entry("shards", "[" + shard + "]"),
                entry("snapshots.directory", into.resolve("snapshots").toString()),
                entry("snapshots.every-blocks", "0"),
                entry("snapshots.bootstrap", "none"),
                entry("snapshots.repository.kind", "none"),
                entry("retention.blocks", Integer.toString(Integer.MAX_VALUE)),
                entry("retention.garbage-percent-max", Integer.toString(RetentionConfig.GARBAGE_LEFT_ALONE)),
                entry("http.host", "127.0.0.1"),
                entry("http.port", "0"),
                entry("source.group-id", worker.source().groupId() + "-replay"));
    }

    /// How far it is.
    public long reached() {
        return reached;
    }

    /// Returns when the database is as of the height, and closed.
    ///
    /// @throws HaltException  if the feed cannot be applied that far
    public CommittedPosition run() throws InterruptedException {
        try (Worker worker = new Worker(config, WorkerOptions.standard(ProductVersion.text()))) {
            worker.start();
            await(Objects.requireNonNull(worker.shards().get(shard)));
        }
        try (Storage storage = Storages.openAsItIs(database)) {
            CommittedPosition committed = storage.committed().orElseThrow();
            if (committed.height() > toHeight) {
                var _ = storage.rewind(toHeight);
            }
            return storage.committed().orElseThrow();
        }
    }

    private void await(Shard running) throws InterruptedException {
        while (running.marks().flushed().orElse(-1) < toHeight) {
            Optional<Halt> halt = running.halt();
            if (halt.isPresent() && !halt.get().reason().mayPass()) {
                throw new HaltException(halt.get());
            }
            reached = running.marks().flushed().orElse(0);
            if (running.marks().finalized().orElse(-1) >= toHeight) {
                var _ = running.flush();
            }
            running.awaitChange(Deadline.in(LOOK_EVERY));
        }
        reached = toHeight;
    }
}
