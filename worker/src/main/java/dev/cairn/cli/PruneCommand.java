package dev.cairn.cli;

import dev.cairn.client.AdminTask;
import dev.cairn.storage.Storage;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
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
final class PruneCommand extends ShardChore {
    @Option(
            names = "--below",
            paramLabel = "H",
            required = true,
            description = "The oldest height that can be read from then on.")
    private long below;

    PruneCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        super("pruning", "prune", environment, out, screen);
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("below", Long.toString(below));
    }

    @Override
    String told(AdminTask task) {
        return told(task.told("before"), task.told("earliest"));
    }

    @Override
    String here(Storage storage) {
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
