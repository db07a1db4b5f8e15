package dev.cairn.cli;

import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
final class RewindCommand implements Callable<Integer> {
    private static final String DOING = "rewinding";

    @Option(names = "--to-height", paramLabel = "H", required = true, description = "The height of that block.")
    private long toHeight;

    @Mixin
    private final ShardEitherWay shard = new ShardEitherWay();

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final Screen screen;

    RewindCommand(Map<String, String> environment, PrintWriter out, Screen screen) {
        this.environment = environment;
        this.out = out;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (shard.isLocal()) {
            out.println(shard.here(DOING, environment, screen, this::rewind));
            return ExitCode.SUCCESS.number();
        }
        return shard.byWorker(
                        DOING,
                        "rewind",
                        Map.of("to", Long.toString(toHeight)),
                        screen,
                        task -> out.println("shard " + task.shard() + ": "
                                + told(task.told("before"), task.told("applied"), task.told("keys"))))
                .number();
    }

    private String rewind(Storage storage) {
        long newest = storage.committed().orElseThrow().height();
        if (toHeight < storage.earliestHeight() || toHeight > newest) {
            throw new UsageException("--to-height is " + toHeight + ", but the database has the heights from "
                    + storage.earliestHeight() + " to " + newest + "; for older ones restore a snapshot");
        }
        int withdrawn =
                shard.snapshots(environment).withdrawAbove(toHeight).size();
        RewindReport report = storage.rewind(toHeight);
        return told(report.fromHeight(), report.toHeight(), report.keysRestored())
                + "; " + withdrawn + " snapshots above are deleted";
    }

    private static String told(Object before, Object now, Object keys) {
        return "rewound from height " + before + " to " + now + "; " + keys + " keys have their older value again";
    }
}
