package dev.cairn.cli;

import dev.cairn.config.ReferencePage;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `config`: what a worker would go by, without starting one.
@Command(
        name = "config",
        description = "Shows, checks and explains the configuration.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class ConfigCommand {
    private final Map<String, String> environment;
    private final PrintWriter out;

    ConfigCommand(Map<String, String> environment, PrintWriter out) {
        this.environment = environment;
        this.out = out;
    }

    @Command(
            name = "show",
            description = "Prints every key with its value and where that comes from. Secrets are hidden.",
            mixinStandardHelpOptions = true)
    void show(@Mixin ConfigOptions options) {
        out.print(options.load(environment).effective().text());
    }

    @Command(
            name = "check",
            description = "Names every problem there is, and ends with 0 if there is none.",
            mixinStandardHelpOptions = true)
    void check(@Mixin ConfigOptions options) {
        int chosen = options.load(environment).effective().chosen().size();
        out.println(
                "the configuration is good: %d keys are set, the others are as `config show` says".formatted(chosen));
    }

    @Command(
            name = "reference",
            description = "Prints the page that explains every key.",
            mixinStandardHelpOptions = true)
    void reference(@Option(names = "--exit-codes", description = "The page of exit codes instead.") boolean exitCodes) {
        out.print(exitCodes ? ExitCode.reference() : ReferencePage.text());
    }
}
