package dev.cairn.cli;

import dev.cairn.client.ProblemException;
import dev.cairn.config.ConfigRefusedException;
import dev.cairn.runtime.ProductVersion;
import dev.cairn.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of Cairn.
@Command(
        name = "cairn",
        description = "The state of a chain at every height, exactly once, from a Kafka stream of blocks.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
public final class WorkerCli {
    private static final int UNAUTHORIZED = 401;

    private final CommandLine commands;

    /// @param start  what `run` runs
    public WorkerCli(WorkerStart start, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        Screen screen = Screen.besideResults();
        commands = new CommandLine(this)
                .addSubcommand(new RunCommand(start, environment))
                .addSubcommand(new ConfigCommand(environment, out, err))
                .addSubcommand(new StatusCommand(out))
                .addSubcommand(new GetCommand(out, err))
                .addSubcommand(new ScanCommand(out, err))
                .addSubcommand(new HistoryCommand(out, err))
                .addSubcommand(new DiffCommand(out, err))
                .addSubcommand(new BlockCommand(out, err))
                .addSubcommand(new SnapshotCommand(environment, out, screen))
                .addSubcommand(new RewindCommand(environment, out, screen))
                .addSubcommand(new PruneCommand(environment, out, screen))
                .addSubcommand(new CompactCommand(environment, out, screen))
                .addSubcommand(new InspectCommand(environment, out))
                .addSubcommand(new VerifyCommand(environment, out))
                .addSubcommand(new DigestCommand(environment, out, err))
                .addSubcommand(new RepairCommand(environment, out, screen))
                .addSubcommand(new ExportCommand(environment, err, screen))
                .addSubcommand(new ImportCommand(environment, out, screen))
                .addSubcommand(new ReplayCommand(environment, out, screen))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(WorkerCli::explain);
        OptionTypes.register(commands);
    }

    /// Gives the code to end with.
    public int execute(String... arguments) {
        int code = commands.execute(arguments);
        // The process ends next, and would take with it what has not been written yet.
        commands.getOut().flush();
        commands.getErr().flush();
        return code;
    }

    /// A person gets the message; a stack trace only where the mistake is ours.
    private static int explain(Exception cause, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        ExitCode code = ExitCode.of(cause);
        if (cause instanceof ConfigRefusedException refused) {
            int problems = refused.problems().size();
            err.println("the configuration cannot be used: " + problems + (problems == 1 ? " problem" : " problems"));
        }
        if (code == ExitCode.INTERNAL) {
            cause.printStackTrace(err);
        } else {
            err.println(cause.getMessage());
        }
        if (cause instanceof ProblemException refused && refused.problem().status() == UNAUTHORIZED) {
            err.println("--token-file FILE names a file with the token");
        }
        return code.number();
    }

    /// For `--version`.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"cairn " + ProductVersion.text()};
        }
    }
}
