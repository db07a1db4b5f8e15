package dev.cairn.cli;

import dev.cairn.client.HeightSpan;
import dev.cairn.client.Query;
import dev.cairn.model.BlockHeight;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `history`: what became of a key.
@Command(
        name = "history",
        description = "Asks a worker for the versions of a key, newest first: height, what happened, value.",
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class HistoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "The key.")
    private String key = "";

    @Option(names = "--from", paramLabel = "H", description = "The lowest height, included.")
    private @Nullable BlockHeight from;

    @Option(names = "--to", paramLabel = "H", description = "The highest height, included.")
    private @Nullable BlockHeight to;

    @Mixin
    private final ListOptions list = new ListOptions();

    @Mixin
    private final PointOptions point = new PointOptions();

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final ReadOptions options = new ReadOptions();

    private final PrintWriter out;
    private final PrintWriter err;

    HistoryCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        HeightSpan span = new HeightSpan(Optional.ofNullable(from), Optional.ofNullable(to));
        var query = Query.history(options.key(key), span, point.asOf());
        try (Asking asking = new Asking(options, out, err)) {
            return asking.list(wait.in(query), list, new Shown(options.form())::versions)
                    .number();
        }
    }
}
