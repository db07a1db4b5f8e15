package dev.cairn.cli;

import dev.cairn.client.AsOf;
import dev.cairn.client.Query;
import dev.cairn.model.StateKey;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `get`: values by their keys.
@Command(
        name = "get",
        description = {
            "Asks a worker for the value of a key, or of several as of one block.",
            "Of several keys each has a line: = with its value, - without one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class GetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", arity = "1..*", description = "The key; up to 1,000 of them.")
    private final List<String> keys = new ArrayList<>();

    @Mixin
    private final PointOptions point = new PointOptions();

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final ReadOptions options = new ReadOptions();

    private final PrintWriter out;
    private final PrintWriter err;

    GetCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        List<StateKey> asked = keys.stream().map(options::key).toList();
        AsOf asOf = point.asOf();
        Shown shown = new Shown(options.form());
        try (Asking asking = new Asking(options, out, err)) {
            ExitCode code = asked.size() == 1
                    ? asking.show(wait.in(Query.get(asked.getFirst(), asOf)), shown::value)
                    : asking.show(wait.in(Query.batch(asked, asOf)), values -> shown.values(asked, values));
            return code.number();
        }
    }
}
