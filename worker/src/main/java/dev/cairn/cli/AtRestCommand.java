package dev.cairn.cli;

import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StoredDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that looks at a database which no worker has open, and prints what it finds.
abstract class AtRestCommand implements Callable<Integer> {
    @Mixin
    private final AtRest atRest = new AtRest();

    private final Map<String, String> environment;
    private final PrintWriter out;

    AtRestCommand(Map<String, String> environment, PrintWriter out) {
        this.environment = environment;
        this.out = out;
    }

    /// What is found.
    abstract String lookAt(StoredDatabase database, Path directory);

    @Override
    public Integer call() {
        StorageConfig.Rocks place = atRest.place(environment);
        try (StoredDatabase database = StoredDatabase.open(place)) {
            out.print(lookAt(database, place.directory()));
        }
        return ExitCode.SUCCESS.number();
    }
}
