package dev.cairn.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/// What came of a command line.
record CommandRun(int code, String out, String err) {
    static CommandRun of(WorkerStart start, Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new WorkerCli(start, environment, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
