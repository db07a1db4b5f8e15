package dev.cairn.cli;

import dev.cairn.client.AsOf;
import dev.cairn.client.KeySpan;
import dev.cairn.client.Query;
import dev.cairn.model.Bytes;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `scan`: keys and values of a range.
@Command(
        name = "scan",
        description = "Asks a worker for keys and their values, in the order of the keys.",
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class ScanCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PREFIX",
            arity = "0..1",
            description = "What the keys begin with; all if nothing is said.")
    private @Nullable String prefix;

    @Option(names = "--from", paramLabel = "KEY", description = "The first key, included.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "KEY", description = "Where to end, not included.")
    private @Nullable String to;

    @Option(names = "--reverse", description = "The last key first.")
    private boolean reverse;

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

    ScanCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        KeySpan span = span();
        AsOf asOf = point.asOf();
        var query = reverse ? Query.scanBackwards(span, asOf) : Query.scan(span, asOf);
        try (Asking asking = new Asking(options, out, err)) {
            return asking.list(wait.in(query), list, new Shown(options.form())::entries)
                    .number();
        }
    }

    private KeySpan span() {
        if (prefix == null) {
            return new KeySpan.Between(
                    from == null ? Bytes.EMPTY : options.bytes(from),
                    Optional.ofNullable(to).map(options::bytes));
        }
        if (from != null || to != null) {
            throw options.misused("expected a prefix, or --from and --to, but got both", null);
        }
        return new KeySpan.Prefix(options.bytes(prefix));
    }
}
