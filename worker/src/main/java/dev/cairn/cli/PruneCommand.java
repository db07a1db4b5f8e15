package dev.cairn.cli;

import dev.cairn.storage.Storage;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `prune`: forgets what is older than a height.
@Command(
        name = "prune",
        description = {
            "Forgets what is older than a height; its space comes back with compactions.",
            "Asks a running worker (--url); with -c, works on the files of one that is stopped."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class PruneCommand implements Callable<Integer> {
    private static final String DOING = "pruning";

    @Option(
            names = "--below",
            paramLabel = "H",
            required = true,
            description = "The oldest height that can be read from then on.")
    private long below;

    @Mixin
    private final ShardEitherWay shard = new ShardEitherWay();

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Screen screen;

    PruneCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        this.environment = environment;
        this.out = out;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (shard.isLocal()) {
            out.println(shard.here(DOING, environment, screen, this::prune));
            return ExitCode.SUCCESS.number();
        }
        return shard.byWorker(
                        DOING,
                        "prune",
                        Map.of("below", Long.toString(below)),
                        screen,
                        task -> out.println(
                                "shard " + task.shard() + ": " + told(task.told("before"), task.told("earliest"))))
                .number();
    }

    private String prune(Storage storage) {
        long newest = storage.committed().orElseThrow().height();
        if (below < 0 || below > newest) {
            throw new UsageException("--below is " + below + ", but it has to be from 0 to " + newest
                    + ", the newest height in the database");
        }
        long before = storage.earliestHeight();
        if (below > before) {
            storage.raiseFloor(below);
        }
        return told(before, storage.earliestHeight());
    }

    private static String told(Object before, Object now) {
        return "the earliest height is " + now + "; it was " + before;
    }
}
