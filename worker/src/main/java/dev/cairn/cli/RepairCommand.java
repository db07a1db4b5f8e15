package dev.cairn.cli;

import dev.cairn.proof.Repair;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `repair`: a whole database in a damaged one's place.
@Command(
        name = "repair",
        description = {
            "Puts a damaged database aside that no worker has open, and a whole one in its place: what can be proved of it by its digests, or the newest good snapshot.",
            "The damaged one is not touched before the other is whole, and is never deleted. The worker goes on from there, and reads the rest from Kafka.",
            "Ends with 21 if nothing can be proved and there is no good snapshot; then nothing was changed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class RepairCommand implements Callable<Integer> {
    @Mixin
    private final LocalShard shard = new LocalShard();

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
        Repair.Outcome outcome = bar.during(() -> new Repair(places.database(), snapshots, bar, bar).run());
        out.print(text(outcome));
        return ExitCode.SUCCESS.number();
    }

    private static String text(Repair.Outcome outcome) {
        return switch (outcome) {
            case Repair.Outcome.WasWhole(var newest) ->
                lines("the database is whole up to block " + newest + "; nothing was changed");
            case Repair.Outcome.WasEmpty _ -> lines("the database was never filled; nothing was changed");
            case Repair.Outcome.Salvaged(var damage, var aside, var earliest, var newest) ->
                lines(
                        "was damaged: " + damage,
                        "salvaged: heights " + earliest + " to " + newest.height()
                                + ", proved by their digests up to block " + newest,
                        "the damaged database lies in " + aside
                                + "; look at the disk, and delete it when it is not needed");
            case Repair.Outcome.Restored(var damage, var aside, var snapshot) ->
                lines(
                        "was damaged: " + damage,
                        "restored: snapshot " + snapshot.name() + ", the state as of block "
                                + snapshot.database().committed().orElseThrow().block(),
                        "the damaged database lies in " + aside
                                + "; look at the disk, and delete it when it is not needed");
        };
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
