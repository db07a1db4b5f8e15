package dev.cairn.cli;

import dev.cairn.client.HeightName;
import dev.cairn.client.KeySpan;
import dev.cairn.client.Query;
import dev.cairn.model.BlockHeight;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diff`: in what two heights differ.
@Command(
        name = "diff",
        description = {
            "Asks a worker in what the states at two heights differ.",
            "+ a key that has come, - one that has gone, ~ one that has another value."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FROM", description = "The height before.")
    private BlockHeight from = new BlockHeight(0);

    @Parameters(
            index = "1",
            paramLabel = "TO",
            arity = "0..1",
            description = "The height after, or latest (if nothing is said) or finalized; it may be the lower one.")
    private HeightName to = HeightName.LATEST;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin with it.")
    private String prefix = "";

    @Mixin
    private final ListOptions list = new ListOptions();

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final ReadOptions options = new ReadOptions();

    private final PrintWriter out;
    private final PrintWriter err;

    DiffCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        var query = Query.diff(from, to, new KeySpan.Prefix(options.bytes(prefix)));
        try (Asking asking = new Asking(options, out, err)) {
            return asking.list(wait.in(query), list, new Shown(options.form())::changes)
                    .number();
        }
    }
}
