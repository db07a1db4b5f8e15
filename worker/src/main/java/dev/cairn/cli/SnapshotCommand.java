package dev.cairn.cli;

import dev.cairn.metrics.Figures;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotName;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.StorageConfig;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `snapshot`: looks after the snapshots on this machine and in its repository, whether a worker runs or not.
@Command(
        name = "snapshot",
        description =
                "Takes, lists, verifies, restores and deletes snapshots, sends them to a repository and fetches them from there.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class SnapshotCommand {
    private static final List<String> HEADINGS = List.of("NAME", "HEIGHT", "TAKEN", "SIZE", "STATE");

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Screen screen;

    /// @param screen  for what passes
    SnapshotCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        this.environment = environment;
        this.out = out;
        this.screen = screen;
    }

    @Command(
            name = "take",
            description = "Has a running worker take a snapshot now, and waits for it.",
            mixinStandardHelpOptions = true)
    int take(@Mixin RunningShards running) {
        return running.have(
                        "taking a snapshot",
                        "snapshot",
                        Map.of(),
                        screen,
                        task -> out.println("shard "
                                + task.shard() + ": " + task.told("folder") + ", the state as of block "
                                + task.told("height") + " " + task.told("hash")))
                .number();
    }

    @Command(
            name = "list",
            description = {
                "The snapshots of a shard, newest first; then those that were found damaged.",
                "Of those in the repository: OWN is what no other one shares, and what deleting it gives back."
            },
            mixinStandardHelpOptions = true)
    void list(@Mixin LocalShard shard, @Mixin RepositoryChoice choice) {
        LocalShard.Places places = shard.load(environment);
        Path folder = places.snapshots();
        if (choice.isRepository()) {
            try (ShardRepository repository = choice.open(places, snapshots(folder))) {
                out.print(repository.list());
            }
            return;
        }
        List<ListedSnapshot> listed = snapshots(folder).list();
        if (listed.isEmpty()) {
            out.println("there are no snapshots in " + folder);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        listed.forEach(snapshot -> rows.add(row(snapshot)));
        out.print(Table.of(rows));
    }

    @Command(
            name = "verify",
            description = "Reads all of a snapshot, and compares it with what its manifest says.",
            mixinStandardHelpOptions = true)
    void verify(@Mixin LocalShard shard, @Mixin SnapshotChoice snapshot) {
        Snapshots snapshots = snapshots(shard.load(environment).snapshots());
        SnapshotName name =
                SnapshotNames.find(snapshot.given(), snapshots.list()).name();
        SnapshotManifest good =
                new SnapshotBar(screen).during("verifying", progress -> snapshots.verify(name, progress));
        out.println("good: " + described(good));
    }

    @Command(
            name = "send",
            description = {
                "Sends a snapshot to the repository of the configuration. Files that are there already are not sent again.",
                "What breaks off is gone on with by the same command."
            },
            mixinStandardHelpOptions = true)
    void send(@Mixin LocalShard shard, @Mixin SnapshotChoice snapshot) {
        LocalShard.Places places = shard.load(environment);
        Snapshots snapshots = snapshots(places.snapshots());
        SnapshotManifest manifest =
                SnapshotNames.find(snapshot.given(), snapshots.list()).knownManifest();
        try (ShardRepository repository = ShardRepository.open(
                places,
                snapshots,
                () -> SnapshotTransfers.placeOf(manifest.database().identity()))) {
            out.println(repository.send(manifest, screen));
        }
    }

    @Command(
            name = "fetch",
            description = {
                "Brings a snapshot from the repository of the configuration to this machine, where it is one like those that were taken here.",
                "Every file is checked. What breaks off is gone on with by the same command."
            },
            mixinStandardHelpOptions = true)
    void fetch(@Mixin LocalShard shard, @Mixin PlaceOption place, @Mixin SnapshotChoice snapshot) {
        LocalShard.Places places = shard.load(environment);
        try (ShardRepository repository = place.open(places, snapshots(places.snapshots()))) {
            out.println(repository.fetch(snapshot.given(), screen));
        }
    }

    @Command(
            name = "delete",
            description = {"Deletes a snapshot.", "In the repository its files go too, but for those that others share."
            },
            mixinStandardHelpOptions = true)
    void delete(
            @Mixin LocalShard shard,
            @Mixin RepositoryChoice choice,
            @Parameters(paramLabel = "SNAPSHOT", description = SnapshotNames.HELP) String given) {
        LocalShard.Places places = shard.load(environment);
        Snapshots snapshots = snapshots(places.snapshots());
        if (choice.isRepository()) {
            try (ShardRepository repository = choice.open(places, snapshots)) {
                out.println(repository.delete(given));
            }
            return;
        }
        SnapshotName name = SnapshotNames.find(given, snapshots.list()).name();
        snapshots.delete(name);
        out.println("deleted " + name);
    }

    @Command(
            name = "restore",
            description = {
                "Puts a snapshot where the database is to be, which has to be an empty place; the worker goes on from it.",
                "It is verified on the way. One that is found damaged is put aside with --newest-good, and the next older one taken."
            },
            mixinStandardHelpOptions = true)
    void restore(
            @Mixin LocalShard shard,
            @Parameters(paramLabel = "SNAPSHOT", arity = "0..1", description = SnapshotNames.HELP) @Nullable
                    String given,
            @Option(names = "--newest-good", description = "The newest one that is whole.") boolean newestGood,
            @Option(names = "--to", paramLabel = "DIR", description = "Another place than that of the database.")
                    @Nullable
                    Path to) {
        if (newestGood == (given != null)) {
            throw new UsageException("Say which one: a SNAPSHOT, or --newest-good.");
        }
        LocalShard.Places places = shard.load(environment);
        Snapshots snapshots = snapshots(places.snapshots());
        StorageConfig.Rocks target = to == null ? places.database() : StorageConfig.Rocks.inOneFolder(to);
        SnapshotManifest restored = new SnapshotBar(screen)
                .during(
                        "restoring",
                        progress -> given == null
                                ? snapshots
                                        .restoreNewestGood(target, _ -> true, progress)
                                        .orElseThrow(() -> Snapshots.noneLeft(places.snapshots()))
                                : snapshots.restore(
                                        SnapshotNames.find(given, snapshots.list())
                                                .name(),
                                        target,
                                        progress));
        out.println("restored into " + target.directory() + ": " + described(restored));
    }

    private static Snapshots snapshots(Path folder) {
        return new Snapshots(folder, InstantSource.system());
    }

    static String described(SnapshotManifest manifest) {
        return manifest.name() + ", the state as of block "
                + manifest.database().committed().orElseThrow().block() + ", " + Figures.bytes(manifest.bytes());
    }

    private static List<String> row(ListedSnapshot snapshot) {
        Optional<SnapshotManifest> manifest = snapshot.manifest();
        return List.of(
                snapshot.folder().getFileName().toString(),
                Long.toString(snapshot.height()),
                manifest.map(known ->
                                known.taken().truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("–"),
                manifest.map(known -> Figures.bytes(known.bytes())).orElse("–"),
                switch (snapshot.state()) {
                    case COMPLETE -> "complete";
                    case UNREADABLE -> "its manifest cannot be read";
                    case DAMAGED -> "was found damaged";
                });
    }
}
