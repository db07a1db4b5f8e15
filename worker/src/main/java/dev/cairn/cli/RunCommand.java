package dev.cairn.cli;

import dev.cairn.config.LoadedConfig;
import dev.cairn.config.Setting;
import dev.cairn.runtime.MemoryCheck;
import dev.cairn.runtime.MemoryNeed;
import dev.cairn.runtime.ProductVersion;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `run`: says what it goes by, sees that it fits, and hands over to the worker.
@Command(
        name = "run",
        description = "Follows the feed until it is stopped (SIGTERM, Ctrl-C).",
        mixinStandardHelpOptions = true,
        versionProvider = WorkerCli.Version.class)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    private final WorkerStart start;
    private final Map<String, String> environment;

    RunCommand(WorkerStart start, Map<String, String> environment) {
        this.start = start;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        LoadedConfig config = options.load(environment);
        LOG.atInfo().addKeyValue("version", ProductVersion.text()).log("starting");
        config.effective().chosen().forEach(RunCommand::log);
        return switch (MemoryCheck.of(MemoryNeed.of(config.worker()), MemoryCheck.available())) {
            case MemoryCheck.Verdict.TooLarge(String message) -> {
                LOG.atError().addKeyValue("figures", message).log("not enough memory");
                yield ExitCode.NOT_ENOUGH_MEMORY.number();
            }
            case MemoryCheck.Verdict.Tight(String message) -> {
                LOG.atWarn().addKeyValue("figures", message).log("memory may become short");
                yield start.run(config).number();
            }
            case MemoryCheck.Verdict.Fits _ -> start.run(config).number();
        };
    }

    private static void log(Setting setting) {
        LOG.atInfo()
                .addKeyValue("key", setting.key())
                .addKeyValue("value", setting.text())
                .addKeyValue("origin", setting.origin())
                .log("configured");
    }
}
