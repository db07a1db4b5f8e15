package dev.cairn.cli;

import dev.cairn.metrics.Figures;
import dev.cairn.storage.StorageConfig;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import dev.cairn.transfer.Import;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `import`: a database of an export.
@Command(
        name = "import",
        description = {
            "Makes a database of an export in the form cairn, where the configuration has it, which has to be an empty place. The worker goes on from there.",
            "A file that is cut or damaged is refused, and nothing is left of it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final LocalShard shard = new LocalShard();

    @Parameters(paramLabel = "FILE", description = "What `export --format cairn` wrote.")
    private Path file = Path.of("");

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Screen screen;

    /// @param screen  for what passes
    ImportCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        this.environment = environment;
        this.out = out;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        StorageConfig.Rocks place = shard.load(environment).database();
        AtomicLong done = new AtomicLong();
        long bytes = file.toFile().length();
        Import.Imported imported = Progress.ofBytes("importing", () -> bytes, done::get, () -> "")
                .during(screen, () -> new Import(file, place, done::set).run());
        out.println("imported " + Figures.count(imported.entries()) + " entries into " + place.directory()
                + ", the state as of block " + imported.head().block().ref());
        return ExitCode.SUCCESS.number();
    }
}
