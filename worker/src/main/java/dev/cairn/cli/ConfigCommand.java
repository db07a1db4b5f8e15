package dev.cairn.cli;

import dev.cairn.config.LoadedConfig;
import dev.cairn.config.ReferencePage;
import dev.cairn.runtime.MemoryCheck;
import dev.cairn.runtime.MemoryNeed;
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
    private final PrintWriter err;

    ConfigCommand(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
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
        LoadedConfig config = options.load(environment);
        out.println("the configuration is good: %d keys are set, the others are as `config show` says"
                .formatted(config.effective().chosen().size()));
        warnOfMemory(config);
    }

    /// A warning only: the worker may be meant for another machine.
    private void warnOfMemory(LoadedConfig config) {
        switch (MemoryCheck.of(MemoryNeed.of(config.worker()), MemoryCheck.available())) {
            case MemoryCheck.Verdict.TooLarge(String message) ->
                err.println("warning: here `run` would refuse it, since there is not enough memory. " + message);
            case MemoryCheck.Verdict.Tight(String message) ->
                err.println("warning: here memory may become short. " + message);
            case MemoryCheck.Verdict.Fits _ -> {
                // Nothing to tell.
            }
        }
    }

    @Command(
            name = "reference",
            description = "Prints the page that explains every key.",
            mixinStandardHelpOptions = true)
    void reference(@Option(names = "--exit-codes", description = "The page of exit codes instead.") boolean exitCodes) {
        out.print(exitCodes ? ExitCode.reference() : ReferencePage.text());
    }
}
