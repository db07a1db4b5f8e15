package dev.cairn.cli;

import dev.cairn.client.ClientConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// What a worker wants to see that is asked.
final class WorkerAccess {
    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token that the worker wants, if it wants one.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificates (PEM) of who signed the worker's, if it is an authority of your own.")
    private @Nullable Path authorities;

    /// @param command  that is told if this cannot be
    ClientConfig client(URI url, CommandSpec command) {
        try {
            ClientConfig config = ClientConfig.of(url);
            ClientConfig trusting = authorities == null ? config : config.withAuthorities(authorities);
            return tokenFile == null
                    ? trusting
                    : trusting.withToken(Files.readString(tokenFile).strip());
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "expected a token in " + tokenFile + ", but there is no such file", e);
        } catch (IOException e) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "expected a token in " + tokenFile + ", but cannot read it: " + e, e);
        }
    }
}
