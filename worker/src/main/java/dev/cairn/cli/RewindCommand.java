package dev.cairn.cli;

import dev.cairn.client.AdminTask;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rewind`: makes an older block the last one again.
@Command(
        name = "rewind",
        description = {
            "Makes the block at a height the last one again. A worker reads on from there, and so replaces what came after it.",
            "Asks a running worker (--url), which goes on serving reads; with -c, works on the files of one that is stopped."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class RewindCommand extends ShardChore {
    @Option(names = "--to-height", paramLabel = "H", required = true, description = "The height of that block.")
    private long toHeight;

    RewindCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        super("rewinding", "rewind", environment, out, screen);
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("to", Long.toString(toHeight));
    }

    @Override
    String told(AdminTask task) {
        return told(task.told("before"), task.told("applied"), task.told("keys"));
    }

    @Override
    String here(Storage storage) {
        long newest = storage.committed().orElseThrow().height();
        if (toHeight < storage.earliestHeight() || toHeight > newest) {
            throw new UsageException("--to-height is " + toHeight + ", but the database has the heights from "
                    + storage.earliestHeight() + " to " + newest + "; for older ones restore a snapshot");
        }
        int withdrawn = snapshots().withdrawAbove(toHeight).size();
        RewindReport report = storage.rewind(toHeight);
        return told(report.fromHeight(), report.toHeight(), report.keysRestored())
                + "; snapshots above that are deleted: " + withdrawn;
    }

    private static String told(Object before, Object now, Object keys) {
        return "rewound from height " + before + " to " + now + "; " + keys + " keys have their older value again";
    }
}
