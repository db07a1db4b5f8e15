package dev.cairn.cli;

import dev.cairn.client.AdminTask;
import dev.cairn.terminal.Screen;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command takes that has something done by a running worker, and by it alone.
final class RunningShards {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private final WorkerAddress address = new WorkerAddress();

    @Option(names = "--shard", paramLabel = "N", description = "Which shard; all of the worker's if it is not said.")
    private @Nullable Integer shard;

    ExitCode have(String doing, String chore, Map<String, String> parameters, Screen screen, Consumer<AdminTask> done) {
        return new Administration(address.client(Objects.requireNonNull(command)), screen)
                .have(doing, chore, parameters, Optional.ofNullable(shard), done);
    }
}
