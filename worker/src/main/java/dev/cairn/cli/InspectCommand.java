package dev.cairn.cli;

import dev.cairn.storage.StoredDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
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
final class InspectCommand extends AtRestCommand {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    InspectCommand(Map<String, String> environment, PrintWriter out) {
        super(environment, out);
    }

    @Override
    String lookAt(StoredDatabase database, Path directory) {
        Inspection inspection = Inspection.of(directory, database);
        return json ? InspectionJson.of(inspection) : InspectionText.of(inspection);
    }
}
