package dev.cairn.cli;

import dev.cairn.client.ClientConfig;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Where the worker is that is asked, and what it wants to see.
final class WorkerAddress {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the worker answers; ${DEFAULT-VALUE} if it is not said.",
            defaultValue = "http://127.0.0.1:9091")
    private URI url = URI.create("http://127.0.0.1:9091");

    @Mixin
    private final WorkerAccess access = new WorkerAccess();

    /// @param command  that is told if this cannot be
    ClientConfig client(CommandSpec command) {
        return access.client(url, command);
    }
}
