package dev.cairn.cli;

import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StoredDatabase;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `inspect`: what a database at rest is.
@Command(
        name = "inspect",
        description = {
            "Tells what a database is that no worker has open, or a snapshot: whose data, how far, from where to go on, and what its files are.",
            "Changes nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private final AtRest atRest = new AtRest();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    private final Map<String, String> environment;
    private final PrintWriter out;

    InspectCommand(Map<String, String> environment, PrintWriter out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public Integer call() {
        StorageConfig.Rocks place = atRest.place(environment);
        try (StoredDatabase database = StoredDatabase.open(place)) {
            Inspection inspection = Inspection.of(place.directory(), database);
            out.print(json ? InspectionJson.of(inspection) : InspectionText.of(inspection));
        }
        return ExitCode.SUCCESS.number();
    }
}
