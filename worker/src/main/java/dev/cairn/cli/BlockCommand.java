package dev.cairn.cli;

import dev.cairn.client.BlockName;
import dev.cairn.client.HeightName;
import dev.cairn.client.KeySpan;
import dev.cairn.client.Query;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `block`: a block, or what it changed.
@Command(
        name = "block",
        description = {
            "Asks a worker for a block.",
            "With --changes: + a key that has come, - one that has gone, ~ one that has another value."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class BlockCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "BLOCK",
            arity = "0..1",
            description =
                    "Its height, latest (if nothing is said), finalized, or its hash; with 0x before it, if it has digits only.")
    private BlockName name = BlockName.of(HeightName.LATEST);

    @Option(names = "--changes", description = "What it changed, instead.")
    private boolean changes;

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only changes of keys that begin with it.")
    private String prefix = "";

    @Mixin
    private final ListOptions list = new ListOptions();

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final ReadOptions options = new ReadOptions();

    private final PrintWriter out;
    private final PrintWriter err;

    BlockCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        KeySpan.Prefix span = new KeySpan.Prefix(options.bytes(prefix));
        try (Asking asking = new Asking(options, out, err)) {
            ExitCode code = changes
                    ? asking.list(wait.in(Query.changesOf(name, span)), list, new Shown(options.form())::changes)
                    : asking.show(wait.in(Query.block(name)), Shown::block);
            return code.number();
        }
    }
}
