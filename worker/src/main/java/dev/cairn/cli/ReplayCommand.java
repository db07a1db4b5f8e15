package dev.cairn.cli;

import dev.cairn.config.LoadedConfig;
import dev.cairn.runtime.Replay;
import dev.cairn.runtime.ReplayFolder;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotState;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.StorageConfig;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `replay`: the state as of a height, made from the feed once more, to be compared or gone on from.
@Command(
        name = "replay",
        description = {
            "Makes the state as of a height from the feed once more, in an empty folder, and says its digest.",
            "The worker's own database is not touched: it may run meanwhile."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private final LocalShard shard = new LocalShard();

    @ArgGroup(multiplicity = "1")
    private final Beginning beginning = new Beginning();

    @Option(names = "--to-height", paramLabel = "H", required = true, description = "The height of the last block.")
    private long toHeight;

    @Option(names = "--into", paramLabel = "DIR", required = true, description = "An empty folder, or one to be made.")
    private Path into = Path.of("");

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Screen screen;

    ReplayCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        this.environment = environment;
        this.out = out;
        this.screen = screen;
    }

    /// One of the two.
    private static final class Beginning {
        @Option(
                names = "--from-snapshot",
                description = "Begins with the newest good snapshot of this machine that is not above the height.")
        private boolean snapshot;

        @Option(names = "--from-beginning", description = "Begins with the first block of the topics.")
        private boolean topics;
    }

    @Override
    public Integer call() throws InterruptedException {
        LocalShard.Places places = shard.load(environment);
        if (!places.database().settings().places().areOne()) {
            throw new UsageException("storage.rocksdb.tiers or cold-directory are set, and a replay writes into --into"
                    + " only: leave them out of the configuration for it");
        }
        try (ReplayFolder folder = new ReplayFolder(into, places.number())) {
            return replay(places, folder);
        }
    }

    private int replay(LocalShard.Places places, ReplayFolder folder) throws InterruptedException {
        LoadedConfig config = shard.load(environment, Replay.apart(places.config(), places.number(), folder.working()));
        begin(folder);
        StorageConfig.Rocks database = new StorageConfig.Rocks(
                folder.working().resolve("shard-" + places.number()),
                places.database().durability(),
                places.database().settings());
        if (beginning.snapshot) {
            restore(places, database.directory());
        }
        Replay replay = new Replay(config, places.number(), database, toHeight);
        CommittedPosition reached = new Progress(
                        beginning.topics ? "replaying from the first block" : "replaying", toHeight, replay::reached)
                .during(screen, replay::run);
        out.println("replayed into " + folder.finish() + ": the state as of block " + reached.block() + ", digest "
                + reached.digest().toHex());
        return ExitCode.SUCCESS.number();
    }

    private void begin(ReplayFolder folder) {
        if (!folder.isFree()) {
            throw new UsageException("--into is " + into + ", which has files in it; name an empty folder");
        }
        if (!folder.begin()) {
            throw new UsageException("--into is " + into + ", where another replay is under way; name another folder");
        }
    }

    private void restore(LocalShard.Places places, Path target) {
        Snapshots snapshots = new Snapshots(places.snapshots(), InstantSource.system());
        ListedSnapshot newest = snapshots.list().stream()
                .filter(snapshot -> snapshot.state() == SnapshotState.COMPLETE && snapshot.height() <= toHeight)
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no snapshot up to height " + toHeight + " in "
                        + places.snapshots() + "; replay --from-beginning, or take a greater height"));
        var _ = new SnapshotBar(screen)
                .during("restoring", progress -> snapshots.restore(newest.name(), target, progress));
    }
}
