package dev.cairn.cli;

import dev.cairn.proof.Repair;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.DatabaseFacts;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `repair`: a whole database in a damaged one's place.
@Command(
        name = "repair",
        description = {
            "Puts a damaged database aside that no worker has open, and a whole one in its place: what can be proved of it by its digests, or the newest good snapshot of this machine where nothing can or where it reaches further back.",
            "The damaged one is not touched before the other is whole, and is never deleted. The worker goes on from there, and reads the rest from Kafka.",
            "Ends with 21 if nothing can be proved and there is no good snapshot; then nothing was changed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class RepairCommand implements Callable<Integer> {
    @Mixin
    private final LocalShard shard = new LocalShard();

    @Option(
            names = "--prefer-newest",
            description = {
                "Takes what can be proved even where a snapshot has older heights that cannot.",
                "For topics that do not have any more what is newer than the snapshot."
            })
    private boolean preferNewest;

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Screen screen;

    /// @param screen  for what passes
    RepairCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        this.environment = environment;
        this.out = out;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        LocalShard.Places places = shard.load(environment);
        Snapshots snapshots = new Snapshots(places.snapshots(), InstantSource.system());
        RepairBar bar = new RepairBar(screen);
        Repair.Outcome outcome = bar.during(() -> new Repair(places.database(), snapshots, bar, bar)
                .run(preferNewest ? Repair.Preference.NEWEST_BLOCKS : Repair.Preference.OLDER_HEIGHTS));
        out.print(text(outcome));
        return ExitCode.SUCCESS.number();
    }

    private static String text(Repair.Outcome outcome) {
        return switch (outcome) {
            case Repair.Outcome.WasWhole(var newest) ->
                lines("the database is whole up to block " + newest + "; nothing was changed");
            case Repair.Outcome.WasEmpty _ -> lines("the database was never filled; nothing was changed");
            case Repair.Outcome.Salvaged(var damage, var aside, var proved) ->
                lines("was damaged: " + damage, salvaged(proved), lies(aside));
            case Repair.Outcome.Restored(var damage, var aside, var snapshot, var passedOver) ->
                lines(
                        "was damaged: " + damage,
                        "restored: snapshot " + snapshot.name() + ", the state as of block "
                                + snapshot.database().committed().orElseThrow().block(),
                        passedOver
                                .map(proved -> chosen(snapshot.database(), proved))
                                .orElse(""),
                        lies(aside));
        };
    }

    private static String salvaged(Repair.Proved proved) {
        String heights = "salvaged: heights " + proved.earliestHeight() + " to "
                + proved.newest().height() + ", proved by their digests up to block " + proved.newest();
        return proved.earliestHeight() > proved.keptFrom()
                ? heights + "; heights " + proved.keptFrom() + " to " + (proved.earliestHeight() - 1)
                        + " could not be proved, and are not in it"
                : heights;
    }

    private static String chosen(DatabaseFacts snapshot, Repair.Proved proved) {
        long newest = snapshot.committed().orElseThrow().height();
        String why = "chosen because it reaches back to height " + snapshot.earliestHeight()
                + "; of the damaged database only " + proved.earliestHeight() + " to "
                + proved.newest().height() + " could be proved";
        return newest < proved.newest().height().value()
                ? why + System.lineSeparator() + "the worker reads blocks " + (newest + 1) + " to "
                        + proved.newest().height()
                        + " from the topics once more; if they do not have them any more, put the damaged database"
                        + " back and repair it with --prefer-newest"
                : why;
    }

    private static String lies(Path aside) {
        return "the damaged database lies in " + aside + "; look at the disk, and delete it when it is not needed";
    }

    private static String lines(String... lines) {
        return Stream.of(lines)
                .filter(line -> !line.isEmpty())
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
