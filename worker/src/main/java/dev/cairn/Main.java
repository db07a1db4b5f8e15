package dev.cairn;

import dev.cairn.cli.ForegroundWorker;
import dev.cairn.cli.WorkerCli;
import java.io.PrintWriter;

/// Starts the command line and turns its result into an exit code; nothing else.
public final class Main {
    private Main() {}

    /// For the launcher.
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(new WorkerCli(new ForegroundWorker(), System.getenv(), out, err).execute(arguments));
    }
}
